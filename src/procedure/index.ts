import type { RunnableStep } from '../engine/step.js';
import { accessPortal } from './access-portal.js';
import { application } from './application.js';
import { automaticProvisioning } from './automatic-provisioning.js';
import { backchannel } from './backchannel.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';
import { firstSync } from './first-sync.js';
import { identityCenterInstance } from './identity-center-instance.js';
import { identityProviderMetadata } from './identity-provider-metadata.js';
import { identitySource } from './identity-source.js';
import { samlProvider } from './saml-provider.js';
import { scimMapping } from './scim-mapping.js';
import { scimProvider } from './scim-provider.js';
import { serviceProviderMetadata } from './service-provider-metadata.js';
import { signIn } from './sign-in.js';
import { signingCertificate } from './signing-certificate.js';
import { startUrl } from './start-url.js';

type Steps = readonly RunnableStep<Facts, Context>[];

/** Guide lines 1–18: single sign-on by SAML. */
const saml: Steps = [
  identityCenterInstance,
  serviceProviderMetadata,
  signingCertificate,
  samlProvider,
  application,
  identityProviderMetadata,
  identitySource,
  accessPortal,
  startUrl,
];

/** Guide lines S1–S15: users and groups by SCIM. */
const scim: Steps = [automaticProvisioning, scimMapping, scimProvider, backchannel, firstSync];

/** Caveats C1 and C2: the proof. */
const proof: Steps = [signIn];

/**
 * The guide, in its order: from an authentik and an AWS organization to a proved sign-in. Each
 * step names the lines of the guide that it stands for. The half about SCIM is optional.
 */
export function procedure({ withScim }: { readonly withScim: boolean }): Steps {
  return withScim ? [...saml, ...scim, ...proof] : [...saml, ...proof];
}
