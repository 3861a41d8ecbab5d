import { recall } from '../../procedure/context.js';
import { tokenEnd } from '../../procedure/token-end.js';
import { notApplicable, notKnown } from '../check.js';
import { endFinding } from '../ends.js';
import { provisioningCheck } from './wanted.js';

/** When the access token ends, as far as its beginning is remembered. */
export const scimToken = provisioningCheck({
  id: 'scim-token',
  title: 'The SCIM access token does not end soon',
  level: 'required',
  async run({ context, unremembered }, { now }) {
    const told = recall(context.memory, 'provisioning')?.value;
    if (told === undefined && unremembered?.scimProvider) {
      return notKnown('since when the token is valid is not remembered here');
    }
    if (told === undefined) return notApplicable('no access token was brought here yet');
    return endFinding(tokenEnd(new Date(told.tokenAt)), now(), {
      what: 'the SCIM token',
      consequence: 'nothing is provisioned',
      remedy: 'authentik-aws rotate scim-token',
    });
  },
});
