import { aDuration } from '../fields/durations.js';
import { type Field, optional, readOnly, required } from '../fields/field.js';
import { aFlag, aKeyOf, aText, aUrl, listOf, oneOf, orNull } from '../fields/kinds.js';
import { has } from '../releases.js';
import { assignment, providerIdentity } from './provider-fields.js';
import { samlAddresses } from './saml-addresses.js';

const xmldsig = 'http://www.w3.org/2000/09/xmldsig#';
const xmldsigMore = 'http://www.w3.org/2001/04/xmldsig-more#';
const xmlenc = 'http://www.w3.org/2001/04/xmlenc#';
const nameIdFormat = (version: '1.1' | '2.0', name: string): string =>
  `urn:oasis:names:tc:SAML:${version}:nameid-format:${name}`;

/** The NameID formats that a provider can prefer (API schema 2025.8). */
export const nameIdFormats: readonly string[] = [
  nameIdFormat('1.1', 'emailAddress'),
  nameIdFormat('2.0', 'persistent'),
  nameIdFormat('1.1', 'X509SubjectName'),
  nameIdFormat('2.0', 'WindowsDomainQualifiedName'),
  nameIdFormat('2.0', 'transient'),
  nameIdFormat('1.1', 'unspecified'),
];

const flow = aKeyOf((world, pk) => world.flows.get(pk), 'uuid');
const certificate = aKeyOf((world, pk) => world.certificates.get(pk), 'uuid');
const mapping = aKeyOf((world, pk) => {
  const row = world.mappings.get(pk);
  return row?.kind === 'saml' ? row : undefined;
}, 'uuid');
const blankText = aText({ blank: true });
const binding = oneOf(['redirect', 'post']);
const digests = oneOf([
  `${xmldsig}sha1`,
  `${xmlenc}sha256`,
  `${xmldsigMore}sha384`,
  `${xmlenc}sha512`,
]);
const signatures = oneOf([
  ...[`${xmldsig}rsa-sha1`, `${xmldsigMore}rsa-sha256`, `${xmldsigMore}rsa-sha384`],
  ...[`${xmldsigMore}rsa-sha512`, `${xmldsig}dsa-sha1`],
  ...['sha1', 'sha256', 'sha384', 'sha512'].map(
    (hash) => [`${xmldsigMore}ecdsa-${hash}`, 'keyAlgorithm'] as const,
  ),
]);

/** A SAML provider, field by field, in every release. */
export const samlProviderFields: readonly Field[] = [
  readOnly('pk'),
  required('name', aText(), { unique: 'provider with this name already exists.' }),
  optional('authentication_flow', orNull(flow), null),
  required('authorization_flow', flow),
  required('invalidation_flow', flow, { from: 'invalidationFlow' }),
  optional('property_mappings', listOf(mapping), []),
  ...assignment,
  ...providerIdentity(
    'ak-provider-saml-form',
    'SAML Provider',
    'authentik_providers_saml.samlprovider',
  ),
  required('acs_url', (value, world) => {
    const most = has(world.release, 'longAcsUrl') ? Infinity : 200;
    return aUrl({ most })(value, world);
  }),
  optional('sls_url', aUrl({ blank: true }), '', { from: 'singleLogout' }),
  optional('audience', blankText, ''),
  optional('issuer', aText(), 'authentik', { until: 'issuerOverride' }),
  optional('issuer_override', blankText, '', { from: 'issuerOverride' }),
  optional('assertion_valid_not_before', aDuration(), 'minutes=-5'),
  optional('assertion_valid_not_on_or_after', aDuration(), 'minutes=5'),
  optional('session_valid_not_on_or_after', aDuration(), 'minutes=86400'),
  optional('name_id_mapping', orNull(mapping), null),
  optional('authn_context_class_ref_mapping', orNull(mapping), null, {
    from: 'authnContextMapping',
  }),
  optional('digest_algorithm', digests, `${xmlenc}sha256`),
  optional('signature_algorithm', signatures, `${xmldsigMore}rsa-sha256`),
  optional('signing_kp', orNull(certificate), null),
  optional('verification_kp', orNull(certificate), null),
  optional('encryption_kp', orNull(certificate), null, { from: 'signingFlags' }),
  optional('sign_assertion', aFlag(), true, { from: 'signingFlags' }),
  optional('sign_response', aFlag(), false, { from: 'signingFlags' }),
  optional('sign_logout_request', aFlag(), false, { from: 'singleLogout' }),
  optional('sign_logout_response', aFlag(), false, { from: 'issuerOverride' }),
  optional('sp_binding', binding, 'redirect'),
  optional('sls_binding', binding, 'redirect', { from: 'singleLogout' }),
  optional(
    'logout_method',
    oneOf(['frontchannel_iframe', 'frontchannel_native', 'backchannel']),
    'frontchannel_iframe',
    { from: 'singleLogout' },
  ),
  optional('default_relay_state', blankText, '', { from: 'defaultRelayState' }),
  optional('default_name_id_policy', oneOf(nameIdFormats), nameIdFormats.at(-1) ?? '', {
    from: 'nameIdPolicy',
  }),
  ...samlAddresses,
];
