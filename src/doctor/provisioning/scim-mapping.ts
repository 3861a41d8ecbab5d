import { stepFinding } from '../step-finding.js';
import { provisioningCheck } from './wanted.js';

/** The mapping that makes users as AWS takes them. */
export const scimMapping = provisioningCheck({
  id: 'scim-mapping',
  title: 'The mapping of users is the one that AWS takes',
  level: 'required',
  run: async (setUp) =>
    stepFinding(setUp, { step: 'scim-mapping', fine: 'users are sent as AWS takes them' }),
});
