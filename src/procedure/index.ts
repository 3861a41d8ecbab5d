import type { RunnableStep } from '../engine/step.js';
import { accessPortal } from './access-portal.js';
import { application } from './application.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';
import { identityCenterInstance } from './identity-center-instance.js';
import { identityProviderMetadata } from './identity-provider-metadata.js';
import { identitySource } from './identity-source.js';
import { samlProvider } from './saml-provider.js';
import { serviceProviderMetadata } from './service-provider-metadata.js';
import { signIn } from './sign-in.js';
import { signingCertificate } from './signing-certificate.js';
import { startUrl } from './start-url.js';

/**
 * The guide, in its order: from an authentik and an AWS organization to a proved sign-in. Each
 * step names the lines of the guide that it stands for.
 */
export const procedure: readonly RunnableStep<Facts, Context>[] = [
  identityCenterInstance,
  serviceProviderMetadata,
  signingCertificate,
  samlProvider,
  application,
  identityProviderMetadata,
  identitySource,
  accessPortal,
  startUrl,
  signIn,
];
