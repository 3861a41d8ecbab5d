/** The sandbox's person: what an administrator does on the console pages, reading them over HTTP. */
export {
  changeBackToDirectory,
  changeIdentitySource,
  downloadServiceProviderMetadata,
  readAccessPortalUrl,
  updateIdentityProviderMetadata,
} from './identity-source.js';
export {
  deleteReplacedToken,
  deleteToken,
  disableProvisioning,
  enableAutomaticProvisioning,
  endProvisioning,
  generateToken,
  readScimEndpoint,
} from './provisioning.js';
export {
  deleteCertificate,
  importCertificate,
  trustedCertificates,
} from './saml-certificates.js';
export { addUser } from './users.js';
