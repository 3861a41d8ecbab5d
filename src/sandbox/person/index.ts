/** The sandbox's person: what an administrator does on the console pages, reading them over HTTP. */
export {
  changeIdentitySource,
  downloadServiceProviderMetadata,
  readAccessPortalUrl,
  updateIdentityProviderMetadata,
} from './identity-source.js';
export {
  deleteToken,
  disableProvisioning,
  enableAutomaticProvisioning,
  generateToken,
  readScimEndpoint,
} from './provisioning.js';
export {
  deleteCertificate,
  importCertificate,
  trustedCertificates,
} from './saml-certificates.js';
export { addUser } from './users.js';
