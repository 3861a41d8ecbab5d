import { ourScimProvider } from '../../procedure/scim-provider.js';
import { problem } from '../check.js';
import { fieldsThatDiffer, stepFinding } from '../step-finding.js';
import { provisioningCheck } from './wanted.js';

const sameGroups =
  'First see that every --group is named here that setup was given; .env can keep them.';

/** The SCIM provider against what AWS needs, field by field; its token cannot be read. */
export const scimProvider = provisioningCheck({
  id: 'scim-provider',
  title: 'The SCIM provider is set as AWS needs it',
  level: 'required',
  async run(setUp) {
    const { context, wishes } = setUp;
    const wasMade = context.memory.thing('scim-provider')?.id !== undefined;
    if (wasMade && (await ourScimProvider(context, wishes)) === undefined) {
      return problem(
        'the SCIM provider is gone, so nothing is provisioned any more',
        'Generate an access token in AWS (Actions → "Manage provisioning"), then: authentik-aws setup --scim',
      );
    }
    const scimUrl = setUp.unremembered?.strange.scimUrl;
    if (scimUrl !== undefined) {
      const remedy = 'Bring the endpoint of AWS: authentik-aws setup --scim --scim-endpoint URL';
      return problem(`users are sent to ${scimUrl}`, remedy);
    }
    const finding = stepFinding(setUp, {
      step: 'scim-provider',
      fine: 'the SCIM provider is set as AWS needs it',
    });
    const groupsDiffer = fieldsThatDiffer(setUp, 'scim-provider').some((field) =>
      /group filters|filtering by group/.test(field),
    );
    if (!groupsDiffer || finding.result !== 'problem') return finding;
    return { ...finding, remedy: [sameGroups, ...(finding.remedy ?? [])] };
  },
});
