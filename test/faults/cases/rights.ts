import type { FaultCase } from '../under-fault.js';

/** A right that is missing, by the fault's own way of taking it from everybody. */
export const rightCases: readonly FaultCase[] = [
  {
    fault: 'authentik-without-right=authentik_core.view_group',
    exit: 'notAuthorised',
    says: ['may not look up groups (403)', '"Can view Group" (authentik_core.view_group)'],
  },
  {
    fault: 'authentik-without-right=authentik_providers_scim.add_scimprovider+after=20',
    exit: 'notAuthorised',
    says: ['may not create a SCIM provider', '"Can add SCIM Provider"'],
  },
  {
    fault: 'aws-denies=sso:ListInstances',
    exit: 'notAuthorised',
    says: ['not allowed to call sso:ListInstances', 'Allow sso:ListInstances in a policy'],
  },
  {
    fault: 'aws-denies=identitystore:ListGroups+after=4',
    exit: 'notAuthorised',
    says: ['not allowed to call identitystore:ListGroups'],
  },
];
