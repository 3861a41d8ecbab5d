import type { CertificateKeyPair } from '../../authentik/index.js';
import { listed } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import type { Context } from '../../procedure/context.js';
import type { RotationFacts } from './facts.js';
import { NEXT_KEY } from './key-parts.js';
import { asFarAsSeen } from './old-key-pair.js';
import { rememberGivingUp } from './remember-key.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'wishes' | 'inUse' | 'course'>;

interface Seen {
  /** The key pair that was meant to be the next one. */
  readonly next: CertificateKeyPair | undefined;
  readonly isOurs: boolean;
  readonly usedBy: readonly string[];
  readonly seesAll: boolean;
  /** Whether anything of a rotation is remembered. */
  readonly begun: boolean;
  /** Whether the key pair of before is gone, so that a switch cannot be taken back. */
  readonly isFinal: boolean;
}

/** Gives a rotation up before the switch: what was made for it goes, unless something uses it. */
export const abandon = step({
  id: 'abandon',
  title: 'Give the rotation up',
  guide: [],
  place: 'authentik',
  outlook: 'the next key pair leaves authentik, if this tool made it and nothing uses it',
  needs: ['wishes', 'inUse', 'course'],
  gives: ['abandoned'],
  look,
  plan(have, seen) {
    const { next, isOurs, usedBy, seesAll, begun, isFinal } = seen;
    if (isSwitched(have) && !begun && !have.wishes.givenUp) {
      const { inUse, course } = have;
      const note = isFinal ? isFinished(course.from.name) : signsAlready(inUse.key.name);
      return { changes: [], known: {}, notes: [note] };
    }
    if (!begun)
      return {
        changes: [],
        known: {},
        notes: [nothingBegun],
      };
    if (!next || !isOurs) {
      const object = 'the rotation in the state file';
      const kept = next ? [notOurs(next.name)] : [];
      return { changes: [{ action: 'delete', object }], known: {}, notes: kept };
    }
    if (usedBy.length > 0) {
      return { changes: [], known: {}, notes: [isUsed(next.name, usedBy)] };
    }
    const change = { action: 'delete' as const, object: `key pair "${next.name}"` };
    return { changes: [change], known: {}, notes: seesAll ? [] : [asFarAsSeen] };
  },
  async apply(context, have, { next, isOurs }) {
    const { authentik, memory } = context;
    if (next && isOurs) await authentik.certificates.remove(next.pk);
    // What is remembered of the rotation before holds on: it can be taken back as long as AWS trusts both.
    if (!isSwitched(have)) await rememberGivingUp(context, have.inUse.key);
    await memory.forget(NEXT_KEY);
    const { name = '', fingerprintSha256: fingerprint = '' } = next ?? {};
    return done({ abandoned: { name, fingerprint } });
  },
});

/** Whether the rotation that is remembered is past its switch; another one may have begun since. */
function isSwitched({ inUse, course }: Pick<Have, 'inUse' | 'course'>): boolean {
  return inUse.key.pk === course.to?.pk;
}

async function look({ authentik, memory }: Context, have: Have): Promise<Seen> {
  const { inUse } = have;
  const { get, byName, usedBy } = authentik.certificates;
  const thing = memory.thing(NEXT_KEY);
  const to = isSwitched(have) ? undefined : have.course.to;
  const pk = to?.pk ?? thing?.id;
  const found = pk === undefined ? thing && (await byName(thing.name)) : await get(pk);
  const next = found?.pk === inUse.key.pk ? undefined : found;
  const isOurs = thing?.origin === 'made' ? thing.id === next?.pk : thing?.origin === 'intended';
  return {
    next,
    isOurs,
    usedBy: next && isOurs ? await usedBy(next.pk) : [],
    seesAll: authentik.account.superuser,
    begun: to !== undefined || thing !== undefined,
    isFinal: (await get(have.course.from.pk)) === undefined,
  };
}

function signsAlready(name: string): Note {
  return {
    level: 'blocking',
    text: `authentik signs with "${name}" already`,
    next: 'Take the switch back first: authentik-aws rotate certificate --back',
  };
}

function isFinished(name: string): Note {
  return {
    level: 'blocking',
    text: `The rotation is finished and can no longer be given up: the key pair "${name}", which signed before, is no longer in authentik`,
    next: 'To go over to yet another one: authentik-aws rotate certificate --another',
  };
}

const nothingBegun: Note = { level: 'info', text: 'no rotation is under way' };

function notOurs(name: string): Note {
  return { level: 'info', text: `the key pair "${name}" stays: this tool did not make it` };
}

function isUsed(name: string, usedBy: readonly string[]): Note {
  return {
    level: 'blocking',
    text: `The key pair "${name}" is used by ${listed(usedBy)}`,
    next: 'See System → Certificates in authentik.',
  };
}
