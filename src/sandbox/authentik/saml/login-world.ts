/**
 * What the pretended identity provider needs to know of its server. Whoever keeps the applications,
 * providers and users hands it over as a `LoginWorld`; the sign-in keeps nothing but its sessions.
 */

/** A managed SAML mapping by the last part of its name, `goauthentik.io/providers/saml/…`. */
export type ManagedMapping =
  | 'upn'
  | 'name'
  | 'email'
  | 'username'
  | 'uid'
  | 'groups'
  | 'ms-windowsaccountname';

/** An RSA key with its certificate, both as PEM text. */
export interface SigningKeyPair {
  certificatePem: string;
  privateKeyPem: string;
}

/** A SAML provider as far as metadata and responses depend on it. */
export interface SamlProviderSettings {
  /** The provider's integer key: the friendly metadata address redirects to the API with it. */
  pk: number;
  acsUrl: string;
  /** Empty: no AudienceRestriction in the assertion. */
  audience: string;
  /**
   * The entity ID in effect. From 2026.5 on it is derived from the request when nothing overrides
   * it; leave it empty for that.
   */
  issuer: string;
  binding: 'post' | 'redirect';
  signing?: SigningKeyPair;
  /** Set: the metadata says that authentication requests must be signed. */
  verificationCertificatePem?: string;
  signAssertion: boolean;
  signResponse: boolean;
  /** Absent: the NameID follows the format that was asked for. */
  nameIdMapping?: ManagedMapping;
  /** A full URN; known to servers from 2025.8 on, ignored by earlier ones. */
  defaultNameIdPolicy?: string;
  /** The managed mappings that become attributes of the assertion. */
  attributeMappings: readonly ManagedMapping[];
  /** Minutes from now, usually negative (-5). */
  notBeforeMinutes: number;
  /** Minutes from now. */
  notOnOrAfterMinutes: number;
  /** Minutes from now. */
  sessionMinutes: number;
  /** Empty: none. */
  defaultRelayState: string;
  /** The algorithm's URI, as the API holds it (`http://www.w3.org/2001/04/xmlenc#sha256`). */
  digestAlgorithm: string;
  /** The algorithm's URI (`http://www.w3.org/2001/04/xmldsig-more#rsa-sha256`). */
  signatureAlgorithm: string;
  /** Absent: the default authentication flow. */
  authenticationFlowSlug?: string;
  authorizationFlowSlug: string;
}

/** An application together with the SAML provider that is attached to it. */
export interface LoginApplication {
  name: string;
  slug: string;
  provider: SamlProviderSettings;
}

/** A user as far as a sign-in and an assertion show him. */
export interface LoginUser {
  pk: number;
  username: string;
  name: string;
  /** Empty when there is none. */
  email: string;
  /** The hash that authentik calls the user's UID. */
  uid: string;
  /** The user's attribute `upn`; absent: the mapping of that name falls back to the e-mail. */
  upn?: string;
  isActive: boolean;
  groups: readonly string[];
}

/** The server behind the sign-in. Everything is asked anew for every request. */
export interface LoginWorld {
  /** The release that is played, such as `2025.4.4`. */
  release: string;
  now(): Date;
  /** Undefined for a slug that is unknown or has no SAML provider. */
  application(slug: string): LoginApplication | undefined;
  /** Finds an exact user name or e-mail address (letter case aside). */
  user(usernameOrEmail: string): LoginUser | undefined;
  passwordIsRight(user: LoginUser, password: string): boolean;
  /** Whether the bindings of the application let this user in. */
  mayOpen(user: LoginUser, application: LoginApplication): boolean;
}
