import { z } from 'zod';

/**
 * What can be set on a SAML provider, in plain names. A field that may be undefined does not
 * exist on every release (see releases.ts); writing leaves it out where it does not.
 */
export interface SamlProviderFields {
  /** Unique among providers of every kind. */
  readonly name: string;
  /** The service provider's assertion consumer service (ACS). */
  readonly acsUrl: string;
  /** The service provider's entity ID; empty: no audience restriction, which AWS refuses. */
  readonly audience: string;
  /** The identity provider's entity ID; from 2026.5 empty means that authentik derives it. */
  readonly issuer: string;
  /** How the assertion gets to the ACS. */
  readonly binding: 'post' | 'redirect';
  /** UUID of the certificate that signs; null: unsigned. */
  readonly signingKey: string | null;
  /** UUID of the certificate that the service provider signs its requests with. */
  readonly verificationKey: string | null;
  readonly encryptionKey?: string | null | undefined;
  readonly signAssertion?: boolean | undefined;
  readonly signResponse?: boolean | undefined;
  /** UUID of the property mapping that makes the NameID; it wins over the policy. */
  readonly nameIdMapping: string | null;
  /** URN of the NameID format when the request asks for none. */
  readonly defaultNameIdPolicy?: string | undefined;
  /** URI, as in XML signatures. */
  readonly digestAlgorithm: string;
  /** URI; has to suit the kind of the signing key. */
  readonly signatureAlgorithm: string;
  /** UUIDs of the property mappings that make the attributes. */
  readonly propertyMappings: readonly string[];
  /** UUID. */
  readonly authorizationFlow: string;
  /** UUID. */
  readonly invalidationFlow?: string | undefined;
  /** authentik's own notation, for example `minutes=-5`. */
  readonly assertionValidNotBefore: string;
  readonly assertionValidNotOnOrAfter: string;
  readonly sessionValidNotOnOrAfter: string;
}

/** A SAML provider as the server shows it. */
export interface SamlProvider extends SamlProviderFields {
  readonly pk: number;
  /** The name that this server has for `issuer`. */
  readonly issuerField: 'issuer' | 'issuer_override';
  /** The entity ID in use, derived or not; only from 2026.5. */
  readonly urlIssuer?: string | undefined;
  /** Undefined while no application is attached, as are the URLs. */
  readonly applicationSlug?: string | undefined;
  readonly ssoRedirectUrl?: string | undefined;
  readonly ssoPostUrl?: string | undefined;
}

const rowSchema = z.looseObject({
  pk: z.number(),
  name: z.string(),
  acs_url: z.string(),
  audience: z.string(),
  issuer: z.string().optional(),
  issuer_override: z.string().optional(),
  url_issuer: z.string().nullish(),
  sp_binding: z.enum(['post', 'redirect']),
  signing_kp: z.string().nullable(),
  verification_kp: z.string().nullable(),
  encryption_kp: z.string().nullish(),
  sign_assertion: z.boolean().optional(),
  sign_response: z.boolean().optional(),
  name_id_mapping: z.string().nullable(),
  default_name_id_policy: z.string().optional(),
  digest_algorithm: z.string(),
  signature_algorithm: z.string(),
  property_mappings: z.array(z.string()),
  authorization_flow: z.string(),
  invalidation_flow: z.string().nullish(),
  assertion_valid_not_before: z.string(),
  assertion_valid_not_on_or_after: z.string(),
  session_valid_not_on_or_after: z.string(),
  assigned_application_slug: z.string().nullish(),
  url_sso_redirect: z.string().nullish(),
  url_sso_post: z.string().nullish(),
});

type Row = z.infer<typeof rowSchema>;

/** A provider together with the keys that the server showed, which tell what it knows. */
export interface ShownProvider {
  provider: SamlProvider;
  keys: ReadonlySet<string>;
}

/** Reads what `/providers/saml/` shows of a provider, on every release. */
export const samlProviderSchema = rowSchema
  .refine((row) => row.issuer !== undefined || row.issuer_override !== undefined, {
    error: 'neither issuer nor issuer_override is there',
  })
  .transform(
    (row): ShownProvider => ({
      provider: { ...settings(row), ...standing(row) },
      keys: new Set(Object.keys(row)),
    }),
  );

function settings(row: Row): SamlProviderFields {
  return {
    name: row.name,
    acsUrl: row.acs_url,
    audience: row.audience,
    issuer: row.issuer_override ?? row.issuer ?? '',
    binding: row.sp_binding,
    signingKey: row.signing_kp,
    verificationKey: row.verification_kp,
    encryptionKey: row.encryption_kp,
    signAssertion: row.sign_assertion,
    signResponse: row.sign_response,
    nameIdMapping: row.name_id_mapping,
    defaultNameIdPolicy: row.default_name_id_policy,
    digestAlgorithm: row.digest_algorithm,
    signatureAlgorithm: row.signature_algorithm,
    propertyMappings: row.property_mappings,
    authorizationFlow: row.authorization_flow,
    invalidationFlow: row.invalidation_flow ?? undefined,
    assertionValidNotBefore: row.assertion_valid_not_before,
    assertionValidNotOnOrAfter: row.assertion_valid_not_on_or_after,
    sessionValidNotOnOrAfter: row.session_valid_not_on_or_after,
  };
}

function standing(row: Row): Omit<SamlProvider, keyof SamlProviderFields> {
  return {
    pk: row.pk,
    issuerField: row.issuer_override === undefined ? 'issuer' : 'issuer_override',
    urlIssuer: urlOrNothing(row.url_issuer),
    applicationSlug: row.assigned_application_slug ?? undefined,
    ssoRedirectUrl: urlOrNothing(row.url_sso_redirect),
    ssoPostUrl: urlOrNothing(row.url_sso_post),
  };
}

/** While no application is attached, authentik shows `-` (seen on all recorded releases). */
function urlOrNothing(text: string | null | undefined): string | undefined {
  return text && text !== '-' ? text : undefined;
}
