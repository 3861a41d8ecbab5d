import { tryScimToken } from '../../aws/scim-probe.js';
import { ExpectedError } from '../../basics/errors.js';
import { recall } from '../../procedure/context.js';
import { notApplicable, notKnown, ok, problem } from '../check.js';
import { whatAndWhy } from '../examine.js';
import { provisioningCheck } from './wanted.js';

/** Whether the endpoint takes the token that was given; that in authentik is looked at by another. */
export const scimEndpoint = provisioningCheck({
  id: 'scim-endpoint',
  title: 'The SCIM endpoint answers',
  level: 'required',
  async run({ facts, context }, { scimToken, timeoutMs }) {
    const told = recall(context.memory, 'provisioning')?.value;
    const endpoint = facts.provisioning?.endpoint ?? told?.endpoint;
    if (endpoint === undefined) return notApplicable('no SCIM endpoint was brought yet');
    if (scimToken === undefined) {
      return notKnown(
        'whether the endpoint takes the token that authentik has; last-sync shows what arrives',
        ['To have it tried from here, give a token: AUTHENTIK_AWS_SCIM_TOKEN'],
      );
    }
    try {
      await tryScimToken(endpoint, scimToken, { timeoutMs });
      return ok('the SCIM endpoint takes the token that was given, from this machine');
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      return problem(whatAndWhy(error), error.next);
    }
  },
});
