import { OutsideError } from '../../basics/errors.js';
import { sameFingerprint } from '../../basics/fingerprint.js';
import type { Context } from '../../procedure/context.js';
import { notAsWritten } from '../../procedure/not-as-written.js';
import { SIGNING_KEY } from '../../procedure/signing-key-pairs.js';
import { readCertificate } from '../../saml/certificate.js';
import {
  fingerprintOf,
  readIdentityProviderMetadata,
} from '../../saml/identity-provider-metadata.js';
import type { Key } from './facts.js';

/**
 * Lets the SAML provider sign with another key, reads it back, and sees that the metadata carries
 * its certificate; gives the fingerprint of the metadata. How the key pair that signs was left counts
 * no longer from before the switch on: a run that is killed right after it must not be taken for
 * somebody else.
 * @throws OutsideError when authentik shows something else afterwards
 */
export async function signWith(
  { authentik, memory }: Context,
  providerPk: number,
  key: Key,
): Promise<string> {
  await memory.touch(SIGNING_KEY);
  // authentik refuses a signing key alone (from 2024.8): it looks at what is sent, not at what is set.
  await authentik.samlProviders.update(providerPk, { signingKey: key.pk, signAssertion: true });
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
