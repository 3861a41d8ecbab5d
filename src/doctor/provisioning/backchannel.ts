import { notKnown } from '../check.js';
import { stepFinding, stepOf } from '../step-finding.js';
import { wasSetUp } from '../was-set-up.js';
import { provisioningCheck } from './wanted.js';

/** Only a backchannel provider of an application is synced. */
export const backchannel = provisioningCheck({
  id: 'backchannel',
  title: 'The SCIM provider works for the application',
  level: 'required',
  async run(setUp) {
    const isLater = stepOf(setUp, 'backchannel')?.state === 'later';
    if (isLater && wasSetUp(setUp.context.memory, 'scim-provider')) {
      return notKnown('it cannot be looked at without the SCIM provider');
    }
    return stepFinding(setUp, {
      step: 'backchannel',
      thing: 'scim-provider',
      fine: 'the SCIM provider works for the application',
    });
  },
});
