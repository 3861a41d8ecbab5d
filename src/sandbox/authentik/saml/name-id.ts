import { mappedValues } from './attributes.js';
import type { LoginUser, SamlProviderSettings } from './login-world.js';
import { nameIdFormats } from './names.js';
import type { LoginFeatures } from './release-features.js';

/** The subject's name as the assertion gives it. */
export interface NameId {
  /** A full URN. */
  format: string;
  text: string;
}

/** The request asks for a NameID format that authentik does not serve. */
export class UnsupportedNameIdFormat extends Error {
  override readonly name = 'UnsupportedNameIdFormat';
}

/**
 * The format that an assertion names: what the request asks for, else from 2025.8 on the
 * provider's default, else `unspecified` (which AWS refuses).
 */
export function nameIdFormat(
  requested: string | undefined,
  provider: Pick<SamlProviderSettings, 'defaultNameIdPolicy'>,
  features: LoginFeatures,
): string {
  const preset = features.hasDefaultNameIdPolicy ? provider.defaultNameIdPolicy : undefined;
  return requested ?? preset ?? nameIdFormats.unspecified;
}

/**
 * The NameID's text: the provider's mapping when there is one, whatever the format; else what the
 * format means. Throws
 * `UnsupportedNameIdFormat` for a format that authentik does not serve.
 */
export function nameIdText(
  format: string,
  user: LoginUser,
  provider: Pick<SamlProviderSettings, 'nameIdMapping'>,
  sessionHash: string,
): string {
  if (provider.nameIdMapping !== undefined) {
    return mappedValues(provider.nameIdMapping, user).join(', ');
  }
  const texts: Record<string, string> = {
    [nameIdFormats.emailAddress]: user.email,
    [nameIdFormats.persistent]: user.uid,
    [nameIdFormats.unspecified]: user.uid,
    // Users that come from LDAP have their own; the sandbox has none of those.
    [nameIdFormats.x509SubjectName]: user.uid,
    [nameIdFormats.x509SubjectNameMisnamed]: user.uid,
    [nameIdFormats.windowsDomainQualifiedName]: user.upn ?? user.uid,
    [nameIdFormats.transient]: sessionHash,
  };
  const text = texts[format];
  if (text === undefined) {
    throw new UnsupportedNameIdFormat(
      `Assertion contains NameID with unsupported format ${format}.`,
    );
  }
  return text;
}
