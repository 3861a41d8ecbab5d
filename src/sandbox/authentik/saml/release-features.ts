/**
 * In what the releases differ when somebody signs in. Each was seen in the recorded servers, and
 * holds from the first recorded release that shows it (2023.10.7, 2024.8.6, 2025.4.4, 2025.10.4,
 * 2026.2.2) unless a line says that the release notes or the schema name an earlier one.
 */
export interface LoginFeatures {
  /** Metadata says that requests must be signed (from 2023.10; never recorded). */
  asksForSignedRequests: boolean;
  /** Root elements declare `xmlns:xenc`. */
  declaresEncryption: boolean;
  /** `X509SubjectName` carries its proper SAML 1.1 name. */
  namesX509Properly: boolean;
  /** The provider says what is signed; before, a key always signed the assertion alone. */
  choosesWhatIsSigned: boolean;
  /** A signed response has a signature of its own; 2024.8 adds a reference to the assertion's. */
  signsResponseApart: boolean;
  /** Certificates in signatures are one line; before, they keep the lines of the PEM text. */
  certificateOnOneLine: boolean;
  /** SessionIndex is the session's hash; before, it repeats the assertion's ID. */
  sessionIndexIsHash: boolean;
  /** AuthnInstant is the moment of the sign-in; before, it equals NotBefore. */
  authnInstantIsSignIn: boolean;
  /** `default_name_id_policy` exists (schema: from 2025.8). */
  hasDefaultNameIdPolicy: boolean;
  /** An empty issuer stands for the metadata address, and unified paths exist (schema: 2026.5). */
  derivesIssuer: boolean;
  /** Challenges carry `type`, and the posted form repeats `ACSUrl`. */
  namesChallengeType: boolean;
  /** Identification names the flow's designation; passwords may be shown. */
  namesDesignation: boolean;
  /** Identification knows CAPTCHAs and "remember me". */
  hasCaptcha: boolean;
  /** A finished sign-in also sets `authentik_device`. */
  remembersDevice: boolean;
  /** The single sign-on address leads straight to the login flow, keeping its own query. */
  skipsDefaultFlow: boolean;
  /** A 404 of the API names the kind of object that is missing. */
  namesMissingObject: boolean;
  /** Challenges of 2026.2: themed backgrounds, passkeys, the application's launch address. */
  hasPasskeys: boolean;
}

/** The features of a release such as `2025.4.4`; throws when that is no release. */
export function loginFeatures(release: string): LoginFeatures {
  const from = (first: string) => monthOf(release) >= monthOf(first);
  return {
    asksForSignedRequests: from('2023.10'),
    declaresEncryption: from('2024.8'),
    namesX509Properly: from('2025.4'),
    choosesWhatIsSigned: from('2024.8'),
    signsResponseApart: from('2025.4'),
    certificateOnOneLine: from('2026.2'),
    sessionIndexIsHash: from('2024.8'),
    authnInstantIsSignIn: from('2025.4'),
    hasDefaultNameIdPolicy: from('2025.8'),
    derivesIssuer: from('2026.5'),
    namesChallengeType: !from('2024.8'),
    namesDesignation: from('2024.8'),
    hasCaptcha: from('2025.4'),
    remembersDevice: from('2025.10'),
    skipsDefaultFlow: from('2026.2'),
    namesMissingObject: from('2025.4'),
    hasPasskeys: from('2026.2'),
  };
}

/** Months since year 0, so that 2025.10 comes after 2025.4. */
function monthOf(release: string): number {
  const [, year, month] = /^(\d{4})\.(\d{1,2})(?:\.|$)/.exec(release) ?? [];
  if (year === undefined) throw new Error(`"${release}" is not a release of authentik`);
  return Number(year) * 12 + Number(month);
}
