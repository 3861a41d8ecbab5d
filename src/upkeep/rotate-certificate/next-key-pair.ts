import type { CertificateKeyPair } from '../../authentik/index.js';
import type { Change, Note } from '../../engine/change.js';
import { claimIntended } from '../../engine/memory.js';
import { done } from '../../engine/outcome.js';
import type { Context } from '../../procedure/context.js';
import { dedicatedName, numberOf, troubleWith } from '../../procedure/signing-key-pairs.js';
import type { RotationFacts } from './facts.js';
import { keyOf } from './key-in-use.js';
import { NEXT_KEY } from './remember-key.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'wishes' | 'inUse' | 'course'>;

interface Seen {
  readonly keyPair: CertificateKeyPair | undefined;
  /** The name that a new one gets. */
  readonly name: string;
  readonly now: Date;
}

/** The key pair that is to sign next: one that is named, one of an earlier run, or a new one. */
export const nextKeyPair = step({
  id: 'next-key-pair',
  title: 'Provide the next signing key',
  guide: ['10'],
  place: 'authentik',
  outlook: 'a further RSA key pair, which signs nothing yet',
  needs: ['wishes', 'inUse', 'course'],
  gives: ['nextKey'],
  look,
  plan(have, { keyPair, name, now }) {
    const { wishes, course } = have;
    if (!keyPair) {
      if (course.to) return { changes: [], known: {}, notes: [gone(course.to.name)] };
      if (wishes.certificate !== undefined) {
        return { changes: [], known: {}, notes: [notThere(wishes.certificate)] };
      }
      return { changes: [creation(name, wishes)], known: {} };
    }
    const blocking = whatBlocks(have, keyPair, now);
    if (blocking) return { changes: [], known: {}, notes: [blocking] };
    return { changes: [], known: { nextKey: factOf(keyPair) }, standing: 'seen' };
  },
  async apply({ authentik, memory }, { wishes }, { name }) {
    await memory.intend(NEXT_KEY, name);
    const validityDays = wishes.certificateDays;
    const made = await authentik.certificates.generate({ name, validityDays });
    await memory.made(NEXT_KEY, name, made.pk);
    return done({ nextKey: factOf(made) });
  },
  keep: ({ memory }, _have, { keyPair }) =>
    claimIntended(memory, NEXT_KEY, keyPair && { name: keyPair.name, id: keyPair.pk }),
});

async function look(context: Context, { wishes, inUse, course }: Have): Promise<Seen> {
  const { authentik, memory, now } = context;
  const { byName, get } = authentik.certificates;
  const intended = memory.thing(NEXT_KEY);
  const seen = { name: intended?.name ?? '', now: now() };
  if (course.to) return { ...seen, keyPair: await get(course.to.pk) };
  if (wishes.certificate !== undefined) {
    return { ...seen, keyPair: await byName(wishes.certificate) };
  }
  const ours = intended?.id === undefined ? undefined : await get(intended.id);
  const found = ours ?? (intended && (await byName(intended.name)));
  if (found && found.pk !== inUse.key.pk) return { ...seen, keyPair: found };
  return { ...(await firstFree(context, wishes, inUse.key.name)), now: seen.now };
}

/**
 * The first name that nothing has, counted on from the key in use. What stands right before it
 * under a later name than that of the key in use was made by a run that nobody remembers.
 */
async function firstFree(
  { authentik }: Context,
  wishes: Have['wishes'],
  current: string,
): Promise<Pick<Seen, 'keyPair' | 'name'>> {
  const own = numberOf(current, wishes);
  let keyPair: CertificateKeyPair | undefined;
  for (let number = (own ?? 0) + 1; ; number += 1) {
    const name = dedicatedName(wishes, number);
    const there = await authentik.certificates.byName(name);
    if (!there) return { keyPair: own === undefined ? undefined : keyPair, name };
    keyPair = there;
  }
}

function whatBlocks(
  { inUse, course }: Have,
  keyPair: CertificateKeyPair,
  now: Date,
): Note | undefined {
  if (keyPair.pk === inUse.key.pk && !course.to) {
    return stop(
      `"${keyPair.name}" signs already, so it cannot be the next one`,
      'Name another one with --certificate NAME, or leave it out (AUTHENTIK_AWS_CERTIFICATE, too) to have one made.',
    );
  }
  const trouble = troubleWith(keyPair, now);
  if (!trouble || course.switchedAt) return undefined;
  return stop(
    `The key pair "${keyPair.name}" cannot sign for AWS: ${trouble}`,
    'Give this one up with authentik-aws rotate certificate --abandon, or name another one.',
  );
}

function stop(text: string, next: string): Note {
  return { level: 'blocking', text, next };
}

function notThere(name: string): Note {
  return stop(
    `authentik has no key pair named "${name}"`,
    'See System → Certificates in authentik, or leave --certificate out to have one made.',
  );
}

/** AWS has its certificate, but somebody deleted it in authentik. */
function gone(name: string): Note {
  return stop(
    `The key pair "${name}" is no longer in authentik`,
    'Give this rotation up with authentik-aws rotate certificate --abandon, and begin anew.',
  );
}

function creation(name: string, { certificateDays }: Have['wishes']): Change {
  return {
    action: 'create',
    object: `key pair "${name}"`,
    fields: [
      { field: 'kind', to: 'RSA' },
      { field: 'valid for', to: `${certificateDays} days` },
    ],
  };
}

function factOf(keyPair: CertificateKeyPair): RotationFacts['nextKey'] {
  return { ...keyOf(keyPair), expires: keyPair.expires };
}
