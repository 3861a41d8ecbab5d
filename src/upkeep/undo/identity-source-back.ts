import { consoleLinks } from '../../aws/console-links.js';
import type { Note } from '../../engine/change.js';
import type { Memory } from '../../engine/memory.js';
import { done, type Outcome } from '../../engine/outcome.js';
import { defineStep, type RunnableStep } from '../../engine/step.js';
import { identitySourceBackHandover } from '../../handover/identity-source-back.js';
import { checkInstance } from '../../procedure/check-answers.js';
import type { Context } from '../../procedure/context.js';
import { handOver } from '../../procedure/hand-over.js';
import type { UndoFacts } from './facts.js';
import { namesOf } from './instance-names.js';
import { judge, lookAtTrust, REVERTED, trustNotes } from './trust.js';

/**
 * The way back of guide lines 13 and 14. Nothing that a sign-in depends on is removed before
 * somebody said, or CloudTrail shows, that AWS does not use authentik any more: everyone would be
 * locked out.
 */
export const identitySourceBack: RunnableStep<UndoFacts, Context> = defineStep({
  id: 'identity-source-back',
  title: 'Change the identity source back',
  guide: [],
  place: 'AWS console',
  outlook: 'you choose the Identity Center directory; nobody signs in through authentik any more',
  needs: ['wanted'],
  gives: ['released'],
  look: lookAtTrust,
  plan({ wanted }, trust) {
    const known = { released: true as const };
    const verdict = judge(trust);
    const notes = trustNotes(trust, verdict);
    if (verdict === 'irrelevant' || verdict === 'never') return { changes: [], known, notes };
    if (verdict === 'seen back') return { changes: [], known, notes, standing: 'seen' };
    const isTold = verdict === 'told back' || wanted.identitySourceReverted;
    if (isTold) {
      const doubt = verdict === 'in use' && trust.events.enabledAt ? [notSeen] : [];
      return { changes: [], known, notes: [...notes, ...doubt], standing: 'told' };
    }
    if (wanted.acceptLockOut) return { changes: [], known, notes: [...notes, locksOut] };
    const object =
      verdict === 'in use'
        ? 'change the identity source back to the Identity Center directory'
        : 'look whether AWS uses authentik, and change the identity source back if it does';
    const why = 'what sign-in depends on stays until then';
    return { changes: [{ action: 'you', object, why }], known: {}, notes };
  },
  async apply(
    { instance, memory, person },
    _have,
    trust,
  ): Promise<Outcome<Pick<UndoFacts, 'released'>>> {
    const { id, instanceArn, ...names } = namesOf(instance);
    const handover = identitySourceBackHandover({
      settingsLink: consoleLinks({ instanceArn, ...names }).settings,
      instanceId: id,
      isCertain: judge(trust) === 'in use',
      read: (text) => checkInstance(text, { id, instanceArn }),
    });
    return handOver(person, handover, async () => {
      await rememberReverted(memory);
      return done({ released: true as const });
    });
  },
});

/** Remembers somebody's word that AWS does not use authentik any more; older words end with it. */
export async function rememberReverted(memory: Memory): Promise<void> {
  await memory.remember(REVERTED, true);
  await memory.unlearn(['identitySource', 'identitySourceAsked', 'signIn']);
}

const notSeen: Note = {
  level: 'warning',
  text: 'CloudTrail shows the switch to an external identity provider and none back yet; it may be an hour late',
};

const locksOut: Note = {
  level: 'warning',
  text: 'AWS may still send everyone to authentik: whoever has no way in besides IAM Identity Center is locked out until the identity source is changed in the console',
  next: 'Have an IAM user, an IAM role or the root user of the account at hand.',
};
