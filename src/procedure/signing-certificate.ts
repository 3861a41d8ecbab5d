import type { CertificateKeyPair } from '../authentik/index.js';
import { day } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import { claimIntended } from '../engine/memory.js';
import type { Observed } from '../engine/observed.js';
import { done } from '../engine/outcome.js';
import { type Context, recall, step } from './context.js';
import type { Facts } from './facts.js';
import { type Ahead, lookAhead } from './look-ahead.js';
import { ourProvider } from './our-provider.js';
import {
  daysLeft,
  dedicatedName,
  numberOf,
  SIGNING_KEY,
  troubleWith,
} from './signing-key-pairs.js';

type Wishes = Facts['wishes'];

interface Seen {
  /** The key pair to sign with, where there is one. */
  readonly keyPair: CertificateKeyPair | undefined;
  /** How it was come by: named by the user, ours, or found in use by the provider. */
  readonly found: 'named' | 'dedicated' | 'in-use';
  readonly now: Date;
  /** Looked for before the first thing is made. */
  readonly ahead?: Ahead;
}

/** Guide line 10 and its preparation: the key pair that signs the assertions. */
export const signingCertificate = step({
  id: SIGNING_KEY,
  title: 'Provide the signing certificate',
  guide: ['10'],
  place: 'authentik',
  outlook: 'a dedicated RSA key pair, or the one you name',
  needs: ['wishes'],
  gives: ['signingKey'],
  async look(context, { wishes }): Promise<Seen> {
    const now = context.now();
    if (wishes.certificate !== undefined) {
      const keyPair = await context.authentik.certificates.byName(wishes.certificate);
      return { keyPair, found: 'named', now };
    }
    const ours = await rememberedOrDedicated(context, wishes);
    if (ours) return { keyPair: ours, found: 'dedicated', now };
    const inUse = await inUseBy(context, wishes);
    if (inUse && !troubleWith(inUse, now)) return { keyPair: inUse, found: 'in-use', now };
    const ahead = await lookAhead(context, wishes);
    return { keyPair: undefined, found: 'dedicated', now, ahead };
  },
  plan({ wishes }, seen) {
    const { keyPair, found, now } = seen;
    const observed = observedKeyPairs(wishes, seen);
    if (seen.ahead?.blocking) {
      return { changes: [], known: {}, notes: [seen.ahead.blocking], observed };
    }
    if (!keyPair) return { ...withoutKeyPair(wishes, seen), observed };
    const trouble = troubleWith(keyPair, now);
    return {
      changes: [],
      standing: 'seen',
      known: { signingKey: factOf(keyPair) },
      observed,
      notes: trouble ? [blocking(keyPair.name, trouble)] : remarksOn(keyPair, found, now),
    };
  },
  async apply(context, { wishes }) {
    const name = dedicatedName(wishes);
    await context.memory.intend(SIGNING_KEY, name);
    const { authentik, memory } = context;
    const validityDays = wishes.certificateDays;
    const keyPair = await authentik.certificates.generate({ name, validityDays });
    await memory.made(SIGNING_KEY, name, keyPair.pk);
    return done({ signingKey: factOf(keyPair) });
  },
  keep: ({ memory }, _have, { keyPair }) =>
    claimIntended(memory, SIGNING_KEY, keyPair && { name: keyPair.name, id: keyPair.pk }),
});

/**
 * Ours is the one that is remembered, which a rotation replaces. While one is under way it is
 * whichever of the two signs, for AWS has both. With nothing remembered it is the one that signs,
 * if its name is one of ours; else the first of these names.
 */
async function rememberedOrDedicated(context: Context, wishes: Wishes) {
  const { authentik, memory } = context;
  const id = memory.thing(SIGNING_KEY)?.id;
  const rotation = recall(memory, 'certificateRotation')?.value;
  const isUnderWay = rotation !== undefined && rotation.switchedAt === undefined;
  const both = isUnderWay ? [rotation.from.pk, rotation.to.pk] : [];
  const inUse = id === undefined || isUnderWay ? await inUseBy(context, wishes) : undefined;
  if (inUse && both.includes(inUse.pk)) return inUse;
  const remembered = id === undefined ? undefined : await authentik.certificates.get(id);
  if (remembered) return remembered;
  if (inUse && numberOf(inUse.name, wishes) !== undefined) return inUse;
  return authentik.certificates.byName(dedicatedName(wishes));
}

/** The key that the provider signs with already: AWS may trust it. */
async function inUseBy(context: Context, { providerName }: Wishes) {
  const provider = await ourProvider(context, providerName);
  if (!provider?.signingKey) return undefined;
  return context.authentik.certificates.get(provider.signingKey);
}

/** The dedicated one, and the one that is used instead where that is another. */
function observedKeyPairs(wishes: Wishes, { keyPair, found }: Seen): Observed[] {
  const name = wishes.certificate ?? dedicatedName(wishes);
  const key = found === 'named' ? `certificate:${name}` : SIGNING_KEY;
  const missing = { key, object: `key pair "${name}"`, there: false, fields: {} };
  if (!keyPair) return [missing];
  const observed = {
    key: found === 'in-use' ? `certificate:${keyPair.name}` : key,
    object: `key pair "${keyPair.name}"`,
    there: true,
    id: keyPair.pk,
    fields: {
      name: keyPair.name,
      fingerprint: keyPair.fingerprintSha256,
      'valid until': day(keyPair.expires),
      'private key': keyPair.hasPrivateKey ? 'held by authentik' : 'none',
    },
  };
  return found === 'in-use' ? [missing, observed] : [observed];
}

function withoutKeyPair(wishes: Wishes, { found, ahead }: Seen) {
  if (found !== 'named') {
    return { changes: [creation(wishes)], known: {}, foreseen: ahead?.foreseen ?? [] };
  }
  return { changes: [], known: {}, notes: [notThere(wishes.certificate ?? '')] };
}

function creation(wishes: Wishes) {
  return {
    action: 'create' as const,
    object: `key pair "${dedicatedName(wishes)}"`,
    fields: [
      { field: 'kind', to: 'RSA' },
      { field: 'valid for', to: `${wishes.certificateDays} days` },
    ],
    of: SIGNING_KEY,
  };
}

function notThere(name: string): Note {
  return {
    level: 'blocking',
    text: `authentik has no key pair named "${name}"`,
    next: 'See System → Certificates in authentik, or leave --certificate out to have one made.',
  };
}

function blocking(name: string, trouble: string): Note {
  return {
    level: 'blocking',
    text: `The key pair "${name}" cannot sign for AWS: ${trouble}`,
    next: 'Name another one with --certificate NAME, or leave it out to have one made.',
  };
}

function remarksOn(keyPair: CertificateKeyPair, found: Seen['found'], now: Date): Note[] {
  const days = daysLeft(keyPair, now);
  const notes: Note[] = [];
  if (found === 'in-use') {
    const text = `the provider already signs with "${keyPair.name}", so that key pair stays`;
    notes.push({ level: 'info', text });
  }
  if (days < 90) {
    const text = `the certificate "${keyPair.name}" ends in ${days} days, on ${day(keyPair.expires)}`;
    notes.push({ level: 'warning', text, next: 'authentik-aws rotate certificate' });
  }
  return notes;
}

function factOf({ pk, name, fingerprintSha256 }: CertificateKeyPair): Facts['signingKey'] {
  return { pk, name, fingerprint: fingerprintSha256 };
}
