import { OutsideError } from '../../basics/errors.js';
import { sameFingerprint } from '../../basics/fingerprint.js';
import type { Change } from '../../engine/change.js';
import type { Context } from '../../procedure/context.js';
import { whose } from '../../procedure/foreign.js';
import { notAsWritten } from '../../procedure/not-as-written.js';
import { SAML_PROVIDER_KEY } from '../../procedure/our-provider.js';
import { beforeOf, rememberBefore } from '../../procedure/remember-before.js';
import { SIGNING_KEY } from '../../procedure/signing-key-pairs.js';
import { readCertificate } from '../../saml/certificate.js';
import {
  fingerprintOf,
  readIdentityProviderMetadata,
} from '../../saml/identity-provider-metadata.js';
import type { Key, RotationFacts } from './facts.js';

/** The change of the key that the SAML provider signs with; of somebody else's it takes a consent. */
export function switchTo(
  { provider: { name, foreign }, key }: RotationFacts['inUse'],
  next: Pick<Key, 'name'>,
): Change {
  return {
    action: 'update',
    object: `SAML provider "${name}"`,
    fields: [{ field: 'signing key', from: key.name, to: next.name }],
    ...whose(SAML_PROVIDER_KEY, foreign),
  };
}

/**
 * Lets the SAML provider sign with another key, reads it back, and sees that the metadata carries
 * its certificate; gives the fingerprint of the metadata. How the key pair that signs was left counts
 * no longer from before the switch on: a run that is killed right after it must not be taken for
 * somebody else. What an adopted provider signed with at first is kept for `undo`.
 * @throws OutsideError when authentik shows something else afterwards
 */
export async function signWith(
  { authentik, memory }: Context,
  providerPk: number,
  key: Key,
): Promise<string> {
  await memory.touch(SIGNING_KEY);
  const present = await authentik.samlProviders.get(providerPk);
  if (!present) throw notAsWritten(['the provider itself']);
  // authentik refuses a signing key alone (from 2024.8): it looks at what is sent, not at what is set.
  const update = { signingKey: key.pk, signAssertion: true };
  const changed = { key: SAML_PROVIDER_KEY, name: present.name, id: String(providerPk) };
  await rememberBefore(memory, changed, beforeOf(present, update));
  await authentik.samlProviders.update(providerPk, update);
  const provider = await authentik.samlProviders.get(providerPk);
  if (provider?.signingKey !== key.pk) throw notAsWritten(['signing key']);
  const xml = await authentik.identityProviderMetadata(providerPk);
  const metadata = readIdentityProviderMetadata(xml ?? '');
  const [first] = metadata.certificates;
  const shown = first === undefined ? '' : readCertificate(first).fingerprintSha256;
  if (!sameFingerprint(shown, key.fingerprint)) throw otherCertificate(key.name);
  return fingerprintOf(metadata);
}

function otherCertificate(name: string): OutsideError {
  return new OutsideError({
    what: `The metadata of authentik does not carry the certificate of "${name}"`,
    why: 'The provider signs with that key, but shows another certificate.',
    next: 'Take the switch back until it is clear why: authentik-aws rotate certificate --back',
  });
}
