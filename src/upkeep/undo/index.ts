import type { RunnableStep } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import { applicationAway } from './application.js';
import { bindingsAway } from './bindings.js';
import { certificatesAway } from './certificates.js';
import type { UndoFacts } from './facts.js';
import { filesAway } from './files.js';
import { forget } from './forget.js';
import { identitySourceBack } from './identity-source-back.js';
import { provisioningOff } from './provisioning-off.js';
import { samlProviderAway } from './saml-provider.js';
import { scimMappingAway } from './scim-mapping.js';
import { scimProviderAway } from './scim-provider.js';
import { stopSync } from './stop-sync.js';
import { removalStep } from './task.js';

const removals = [
  bindingsAway,
  applicationAway,
  samlProviderAway,
  scimMappingAway,
  certificatesAway,
  filesAway,
];

/**
 * Taking a set-up apart, in the order that locks nobody out and deletes nobody in AWS: first what
 * provisions, then what AWS knows of authentik, then what sign-in depended on, and at last what is
 * remembered of it. Each step says what must have happened before it.
 */
export const undoSteps: readonly RunnableStep<UndoFacts, Context>[] = [
  removalStep(stopSync),
  removalStep(scimProviderAway),
  provisioningOff,
  identitySourceBack,
  ...removals.map((removal) => removalStep(removal)),
  forget([stopSync, scimProviderAway, ...removals].map(({ tasks }) => tasks)),
];
