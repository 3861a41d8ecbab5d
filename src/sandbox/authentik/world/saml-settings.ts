import { minutesOf } from '../fields/durations.js';
import type { ManagedMapping, SamlProviderSettings } from '../saml/login-world.js';
import { keyPairOf } from './certificates.js';
import { rowsByKeys } from './links.js';
import { flag, list, number, type Row, text, type Value } from './row.js';
import type { World } from './world.js';

const names: readonly ManagedMapping[] = [
  ...(['upn', 'name', 'email', 'username', 'uid', 'groups'] as const),
  'ms-windowsaccountname',
];

/** A SAML provider as the sign-in and the metadata need it. */
export function samlSettings(world: World, provider: Row): SamlProviderSettings {
  const signing = keyPairOf(world.certificates.get(provider.signing_kp));
  const verification = world.certificates.get(provider.verification_kp);
  const nameIdMapping = managedName(world.mappings.get(provider.name_id_mapping));
  const policy = text(provider, 'default_name_id_policy');
  const authenticationFlow = world.flows.get(provider.authentication_flow);
  return {
    pk: number(provider, 'pk'),
    acsUrl: text(provider, 'acs_url'),
    audience: text(provider, 'audience'),
    issuer: text(provider, 'issuer_override') || text(provider, 'issuer'),
    binding: text(provider, 'sp_binding') === 'post' ? 'post' : 'redirect',
    signAssertion: provider.sign_assertion !== false,
    signResponse: flag(provider, 'sign_response'),
    attributeMappings: managedNames(world, list(provider, 'property_mappings')),
    notBeforeMinutes: minutesOf(text(provider, 'assertion_valid_not_before')),
    notOnOrAfterMinutes: minutesOf(text(provider, 'assertion_valid_not_on_or_after')),
    sessionMinutes: minutesOf(text(provider, 'session_valid_not_on_or_after')),
    defaultRelayState: text(provider, 'default_relay_state'),
    digestAlgorithm: text(provider, 'digest_algorithm'),
    signatureAlgorithm: text(provider, 'signature_algorithm'),
    authorizationFlowSlug: flowSlug(world.flows.get(provider.authorization_flow)),
    ...(signing && {
      signing: { certificatePem: signing.certificate, privateKeyPem: signing.key },
    }),
    ...(verification && { verificationCertificatePem: text(verification, 'certificate') }),
    ...(nameIdMapping && { nameIdMapping }),
    ...(policy !== '' && { defaultNameIdPolicy: policy }),
    ...(authenticationFlow && { authenticationFlowSlug: flowSlug(authenticationFlow) }),
  };
}

function flowSlug(flow: Row | undefined): string {
  return flow ? text(flow, 'slug') : '';
}

function managedNames(world: World, keys: readonly Value[]): ManagedMapping[] {
  return rowsByKeys(world.mappings, keys).flatMap((row) => managedName(row) ?? []);
}

/**
 * What a mapping gives, by the managed one it is. Mappings of one's own are Python, which is not
 * run here: they give nothing.
 */
function managedName(mapping: Row | undefined): ManagedMapping | undefined {
  const managed = mapping ? text(mapping, 'managed') : '';
  return names.find((name) => managed === `goauthentik.io/providers/saml/${name}`);
}
