import type { SamlProvider, SamlProviderFields } from '../authentik/index.js';
import type { FieldChange } from '../engine/change.js';
import { type KeyNames, settingText } from './key-names.js';

/** What the SAML provider must be set to, and how a plan names what it points at. */
export interface WantedSettings {
  readonly acsUrl: string;
  readonly audience: string;
  readonly issuer: string;
  readonly signingKey: { readonly pk: string; readonly name: string };
  readonly nameIdMapping: { readonly pk: string; readonly name: string };
}

interface Setting {
  readonly label: string;
  readonly key: keyof SamlProviderFields;
  readonly value: string | boolean | null;
  /** What a reader sees instead of a key or a URN. */
  readonly shown?: string;
}

const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/**
 * All that AWS's answer to a sign-in depends on (guide lines 5, 8–11; AWS IAM Identity Center user
 * guide, pages other-idps and troubleshooting). AWS signs no requests and reads no encrypted
 * assertions, hence no certificate for either.
 */
function settingsOf(wanted: WantedSettings): Setting[] {
  const { signingKey, nameIdMapping } = wanted;
  return [
    { label: 'ACS URL', key: 'acsUrl', value: wanted.acsUrl },
    { label: 'binding', key: 'binding', value: 'post' },
    { label: 'audience', key: 'audience', value: wanted.audience },
    { label: 'issuer', key: 'issuer', value: wanted.issuer },
    { label: 'signing key', key: 'signingKey', value: signingKey.pk, shown: signingKey.name },
    { label: 'sign the assertion', key: 'signAssertion', value: true },
    { label: 'signature', key: 'signatureAlgorithm', value: RSA_SHA256, shown: 'RSA-SHA256' },
    { label: 'digest', key: 'digestAlgorithm', value: SHA256, shown: 'SHA-256' },
    {
      label: 'NameID',
      key: 'nameIdMapping',
      value: nameIdMapping.pk,
      shown: 'the e-mail address',
    },
    {
      label: 'default NameID policy',
      key: 'defaultNameIdPolicy',
      value: EMAIL_FORMAT,
      shown: 'emailAddress',
    },
    { label: 'verification certificate', key: 'verificationKey', value: null, shown: 'none' },
    { label: 'encryption certificate', key: 'encryptionKey', value: null, shown: 'none' },
  ];
}

/** The settings as a plan lists them for a provider that is new. */
export function fieldsOfNew(wanted: WantedSettings): FieldChange[] {
  return settingsOf(wanted)
    .filter(({ value }) => value !== null)
    .filter(({ key, value }) => !(key === 'issuer' && value === ''))
    .map(({ label, value, shown }) => ({ field: label, to: shown ?? String(value) }));
}

/** The settings as they are, under the names and in the words of a plan. */
export function shownSettings(
  provider: SamlProvider,
  wanted: WantedSettings,
  names: KeyNames,
): Record<string, string> {
  const known = settingsOf(wanted).filter(({ key }) => provider[key] !== undefined);
  return Object.fromEntries(
    known.map(({ label, key, value, shown }) => {
      const now = provider[key];
      return [label, now === value && shown !== undefined ? shown : settingText(now, names)];
    }),
  );
}

/**
 * Holds a provider against what is wanted, field by field. A field that this release of authentik
 * does not have (`undefined`) has nothing to differ in.
 */
export function settingsThatDiffer(
  provider: SamlProvider,
  wanted: WantedSettings,
  names: KeyNames = new Map(),
): { fields: FieldChange[]; update: Partial<SamlProviderFields> } {
  const different = settingsOf(wanted).filter(
    ({ key, value }) => provider[key] !== undefined && provider[key] !== value,
  );
  const fields = different.map(({ label, key, value, shown }) => ({
    field: label,
    from: settingText(provider[key], names),
    to: shown ?? (value === '' ? 'set by authentik' : String(value)),
  }));
  const update = Object.fromEntries(different.map(({ key, value }) => [key, value]));
  return { fields, update };
}

/** The fields for creating a provider; the client leaves out what the release does not have. */
export function creationFields(wanted: WantedSettings) {
  return {
    acsUrl: wanted.acsUrl,
    audience: wanted.audience,
    issuer: wanted.issuer,
    binding: 'post' as const,
    signingKey: wanted.signingKey.pk,
    signAssertion: true,
    nameIdMapping: wanted.nameIdMapping.pk,
    defaultNameIdPolicy: EMAIL_FORMAT,
    signatureAlgorithm: RSA_SHA256,
    digestAlgorithm: SHA256,
    verificationKey: null,
    propertyMappings: [wanted.nameIdMapping.pk],
  };
}
