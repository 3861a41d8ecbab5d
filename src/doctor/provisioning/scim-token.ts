import { recall } from '../../procedure/context.js';
import { notApplicable } from '../check.js';
import { endFinding } from '../ends.js';
import { provisioningCheck } from './wanted.js';

/** AWS gives a token one year (user guide, provision-automatically), and no API tells its end. */
const VALID = 365 * 86_400_000;

/** When the access token ends, as far as its beginning is remembered. */
export const scimToken = provisioningCheck({
  id: 'scim-token',
  title: 'The SCIM access token does not end soon',
  level: 'required',
  async run({ context }, { now }) {
    const told = recall(context.memory, 'provisioning')?.value;
    if (told === undefined) return notApplicable('no access token was brought here yet');
    const end = new Date(new Date(told.tokenAt).getTime() + VALID);
    return endFinding(end, now(), {
      what: 'the SCIM token',
      consequence: 'nothing is provisioned',
      remedy: 'authentik-aws rotate scim-token',
    });
  },
});
