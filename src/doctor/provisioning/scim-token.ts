import { acceptsScimToken } from '../../aws/scim-probe.js';
import { recall } from '../../procedure/context.js';
import { tokenEnd } from '../../procedure/token-end.js';
import { type Finding, notApplicable, notKnown, problem } from '../check.js';
import type { SetUp } from '../context.js';
import { endFinding } from '../ends.js';
import { endpointAtAws } from './endpoint-at-aws.js';
import { provisioningCheck } from './wanted.js';

/** When the access token ends, as far as its beginning is remembered, and whether it has by now. */
export const scimToken = provisioningCheck({
  id: 'scim-token',
  title: 'The SCIM access token does not end soon',
  level: 'required',
  async run(setUp, { now }) {
    const refused = await refusedInAuthentik(setUp);
    if (refused) return refused;
    const told = recall(setUp.context.memory, 'provisioning')?.value;
    if (told === undefined && setUp.unremembered?.scimProvider) {
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

/**
 * Up to 2026.5 authentik shows the token that it has: one that was deleted in AWS is refused. That AWS
 * takes it from this machine says nothing of when it ends.
 */
async function refusedInAuthentik({ facts, context }: SetUp): Promise<Finding | undefined> {
  const { scimProvider, provisioning } = facts;
  // The token is sent to no other address.
  const endpoint = provisioning && endpointAtAws(provisioning.endpoint, context)?.url;
  if (!scimProvider || endpoint === undefined) return undefined;
  const shown = await context.authentik.scimProviders.token(scimProvider.pk);
  if (!shown || (await acceptsScimToken(endpoint, shown)) !== false) return undefined;
  return problem(
    'AWS refuses the access token that authentik has (401): it has ended or was deleted, and nothing is provisioned',
    'Generate another one and give it to authentik: authentik-aws rotate scim-token',
  );
}
