import type { CertificateKeyPair } from '../../authentik/index.js';
import type { Change, Note } from '../../engine/change.js';
import { claimIntended } from '../../engine/memory.js';
import { done } from '../../engine/outcome.js';
import type { Context } from '../../procedure/context.js';
import { troubleWith } from '../../procedure/signing-key-pairs.js';
import type { RotationFacts } from './facts.js';
import { findNext, type NextFound } from './find-next-key-pair.js';
import { keyOf } from './key-in-use.js';
import { makeRoom, NEXT_KEY, place } from './key-parts.js';
import { switchTo } from './sign-with.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'wishes' | 'inUse' | 'course'>;

/** The key pair that is to sign next: one that is named, one of an earlier run, or a new one. */
export const nextKeyPair = step({
  id: 'next-key-pair',
  title: 'Provide the next signing key',
  guide: ['10'],
  place: 'authentik',
  outlook: 'a further RSA key pair, which signs nothing yet',
  needs: ['wishes', 'inUse', 'course'],
  gives: ['nextKey'],
  look: findNext,
  plan(have, seen) {
    const { wishes, course } = have;
    const { keyPair, name, now } = seen;
    if (!keyPair) {
      const missing = missingName(have, seen);
      if (missing) return { changes: [], known: {}, notes: [missing] };
      const foreseen = foreseenSwitch(have, name);
      return { changes: [creation(name, wishes)], known: {}, foreseen };
    }
    const blocking = whatBlocks(have, keyPair, now);
    if (blocking) return { changes: [], known: {}, notes: [blocking] };
    const foreseen = foreseenSwitch(have, keyPair.name);
    if (seen.isNew) return { changes: [choice(keyPair.name)], known: {}, foreseen };
    const isOther = course.to && !course.switchedAt && wishes.certificate !== undefined;
    const notes = isOther ? otherUnderWay(have) : [];
    const known = { nextKey: factOf(keyPair) };
    return { changes: [], known, standing: 'seen', notes, foreseen };
  },
  async apply(context, { wishes }, { keyPair, name }) {
    const { authentik, memory } = context;
    if (keyPair) {
      await remember(context, wishes, keyPair);
      return done({ nextKey: factOf(keyPair) });
    }
    await makeRoom(context, NEXT_KEY);
    await memory.intend(NEXT_KEY, name);
    const validityDays = wishes.certificateDays;
    const made = await authentik.certificates.generate({ name, validityDays });
    await memory.made(NEXT_KEY, name, made.pk);
    return done({ nextKey: factOf(made) });
  },
  keep: ({ memory }, _have, { keyPair }) =>
    claimIntended(memory, NEXT_KEY, keyPair && { name: keyPair.name, id: keyPair.pk }),
});

/** One that is named was not made for this rotation, so that giving it up must leave it. */
async function remember(
  context: Context,
  wishes: Have['wishes'],
  { pk, name }: CertificateKeyPair,
) {
  if (wishes.certificate === undefined) return place(context, { pk, name }, NEXT_KEY);
  await makeRoom(context, NEXT_KEY);
  await context.memory.adopted(NEXT_KEY, name, pk);
}

/** Why a key pair that is not in authentik is not made. */
function missingName({ wishes, course }: Have, { isChosen, name }: NextFound): Note | undefined {
  if (course.to) return gone(course.to.name);
  if (wishes.certificate !== undefined) return notThere(wishes.certificate);
  return isChosen ? gone(name) : undefined;
}

/** What is agreed to before the first thing is made, where somebody else made the provider. */
function foreseenSwitch({ inUse, course }: Have, name: string): Change[] {
  if (course.to || !inUse.provider.foreign) return [];
  return [{ ...switchTo(inUse, { name }), why: 'in a later step' }];
}

/** Another key pair is named than the one whose certificate AWS has. */
function otherUnderWay({ wishes, inUse, course }: Have): Note[] {
  const named = wishes.certificate ?? '';
  const name = course.to?.name ?? '';
  if (named === name || named === inUse.key.name) return [];
  return [
    {
      level: 'warning',
      text: `the rotation to "${name}" is under way, so "${named}" is not taken`,
      next: 'To take that one instead, give this rotation up first: authentik-aws rotate certificate --abandon',
    },
  ];
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

/** It was named, or AWS has its certificate, but somebody deleted it in authentik. */
function gone(name: string): Note {
  return stop(
    `The key pair "${name}" is no longer in authentik`,
    'Give this rotation up with authentik-aws rotate certificate --abandon, and begin anew.',
  );
}

function choice(name: string): Change {
  return { action: 'write', object: `in the state file, that "${name}" is to sign next` };
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
