import { type DifferenceName, has } from './releases.js';
import type { SamlProviderFields } from './saml-provider.js';
import type { Release } from './version.js';

/** Whether the server knows a field, by authentik's own name. */
export type Knows = (field: string) => boolean;

/** authentik's names of the fields; `issuer` is the one that changed. */
const names = {
  name: 'name',
  acsUrl: 'acs_url',
  audience: 'audience',
  binding: 'sp_binding',
  signingKey: 'signing_kp',
  verificationKey: 'verification_kp',
  encryptionKey: 'encryption_kp',
  signAssertion: 'sign_assertion',
  signResponse: 'sign_response',
  nameIdMapping: 'name_id_mapping',
  defaultNameIdPolicy: 'default_name_id_policy',
  digestAlgorithm: 'digest_algorithm',
  signatureAlgorithm: 'signature_algorithm',
  propertyMappings: 'property_mappings',
  authorizationFlow: 'authorization_flow',
  invalidationFlow: 'invalidation_flow',
  assertionValidNotBefore: 'assertion_valid_not_before',
  assertionValidNotOnOrAfter: 'assertion_valid_not_on_or_after',
  sessionValidNotOnOrAfter: 'session_valid_not_on_or_after',
} as const satisfies Record<Exclude<keyof SamlProviderFields, 'issuer'>, string>;

const cameWith: Readonly<Record<string, DifferenceName>> = {
  encryption_kp: 'signFlags',
  sign_assertion: 'signFlags',
  sign_response: 'signFlags',
  invalidation_flow: 'invalidationFlow',
  default_name_id_policy: 'defaultNameIdPolicy',
  issuer_override: 'issuerOverride',
};

/** What a server of the release knows: for the time until it has shown a provider. */
export function knownToRelease(release: Release): Knows {
  return (field) => {
    const difference = cameWith[field];
    return difference === undefined || has(release, difference);
  };
}

/**
 * The body of a POST or PATCH: authentik's names, without what the server does not know.
 *
 * `sign_assertion` always goes along with a signing key: a PATCH is judged by what it holds, and
 * one with the key alone is refused (seen from 2024.8.6 on). AWS needs a signed assertion anyway.
 */
export function samlProviderBody(
  fields: Partial<SamlProviderFields>,
  knows: Knows,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const set = (name: string, value: unknown) => {
    if (value !== undefined && knows(name)) body[name] = value;
  };
  for (const name of samlFieldNames) set(names[name], fields[name]);
  set(knows('issuer_override') ? 'issuer_override' : 'issuer', fields.issuer);
  if (fields.signingKey) set('sign_assertion', fields.signAssertion ?? true);
  return body;
}

type RenamedField = keyof typeof names;

const samlFieldNames = Object.keys(names).filter((name): name is RenamedField => name in names);
