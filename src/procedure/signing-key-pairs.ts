import type { CertificateKeyPair } from '../authentik/index.js';
import { day } from '../basics/words.js';
import type { Facts } from './facts.js';

type Named = Pick<Facts['wishes'], 'providerName'>;

/** Under which key the key pair that signs is remembered. */
export const SIGNING_KEY = 'signing-certificate';

/** authentik's own default: shared by everything and made anew when it is missing. */
const SHARED_DEFAULT = 'authentik Self-signed Certificate';
/** A common name has 64 characters at most (RFC 5280, ub-common-name). */
const COMMON_NAME_LIMIT = 64;

/** The name of a key pair that this tool makes: the first has no number, its successors 2, 3, …. */
export function dedicatedName({ providerName }: Named, number = 1): string {
  const end = number === 1 ? '' : ` ${number}`;
  const whole = `${providerName} signing`.slice(0, COMMON_NAME_LIMIT - end.length).trimEnd();
  return `${whole}${end}`;
}

/** The number of a key pair that this tool made, by its name alone; `undefined` for any other. */
export function numberOf(name: string, named: Named): number | undefined {
  if (name === dedicatedName(named)) return 1;
  const number = Number(/ (\d+)$/.exec(name)?.[1]);
  return number > 1 && name === dedicatedName(named, number) ? number : undefined;
}

/** Whether it is authentik's own default, which other things rely on. */
export function isSharedDefault({ name }: Pick<CertificateKeyPair, 'name'>): boolean {
  return name === SHARED_DEFAULT;
}

/** What keeps a key pair from signing for AWS, in words; `undefined` when nothing does. */
export function troubleWith(keyPair: CertificateKeyPair, now: Date): string | undefined {
  if (isSharedDefault(keyPair)) return 'it is the default one that everything shares';
  if (!keyPair.hasPrivateKey) return 'authentik holds no private key for it';
  if (keyPair.keyType !== undefined && keyPair.keyType !== 'rsa') {
    return `its key is ${keyPair.keyType}, and the signature that AWS is known to accept needs RSA`;
  }
  return keyPair.expires <= now ? `it ended on ${day(keyPair.expires)}` : undefined;
}

/** Whole days from now until a certificate ends. */
export function daysLeft({ expires }: Pick<CertificateKeyPair, 'expires'>, now: Date): number {
  return Math.floor((expires.getTime() - now.getTime()) / 86_400_000);
}
