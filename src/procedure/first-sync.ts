import type { z } from 'zod';
import { count } from '../basics/words.js';
import type { Change, Note } from '../engine/change.js';
import { done } from '../engine/outcome.js';
import type { StepHead } from '../engine/plan.js';
import { type Context, recall, step } from './context.js';
import type { Facts, toldSchemas } from './facts.js';
import { peopleBeforeSync } from './people-before-sync.js';
import { provisioningLimits, takesOver } from './provisioning-limits.js';
import { agreeToDeletions, deletionNotes, deletionsBySync } from './scim-deletions.js';
import type { ScimScope } from './scim-scope.js';
import { scopeToBe } from './scim-scope-as-set.js';
import { type Arrival, compareSides, isComplete } from './sync-arrival.js';
import {
  hasTrouble,
  isRefused,
  missingInWords,
  missingNotes,
  nothingArrived,
} from './sync-findings.js';
import { byItsClock, followSync, waitUntilIdle } from './sync-following.js';

type Told = z.infer<(typeof toldSchemas)['firstSync']>;
type Have = Pick<Facts, 'wishes' | 'instance' | 'application' | 'scimProvider' | 'backchannel'>;

/** The first sync as it was judged; `late`: what is missing may be on its way. */
interface Judged {
  readonly firstSync: Facts['firstSync'];
  readonly late: boolean;
}

interface Seen {
  readonly remembered: Judged | undefined;
  /** Hand-made users whom this release does not take over. */
  readonly notTakenOver: number;
  readonly scope: ScimScope;
  /** Not looked at once a first sync has been judged complete. */
  readonly arrival: Arrival | undefined;
  readonly limits: readonly Note[];
  /** Users and groups that the sync would delete in AWS. */
  readonly toDelete: readonly string[];
}

const head: StepHead = {
  id: 'first-sync',
  title: 'Run the first sync',
  guide: ['S15'],
  place: 'authentik',
  outlook: 'users and groups in AWS, compared with those in authentik',
};

/**
 * The closing lines of the guide. The sync is judged by what arrived in AWS: authentik calls its
 * own task successful even when AWS refused every request (seen on all recorded releases).
 */
export const firstSync = step({
  ...head,
  needs: ['wishes', 'instance', 'application', 'scimProvider', 'backchannel'],
  gives: ['firstSync'],
  look,
  plan(_have, { remembered, arrival, limits, notTakenOver }) {
    if (remembered && !arrival) {
      return { changes: [], known: { firstSync: remembered.firstSync }, standing: 'proved' };
    }
    const standing = complete(arrival);
    if (standing) {
      const known = { firstSync: { at: new Date(0), ...tallied(standing, notTakenOver) } };
      return { changes: [], known, standing: 'proved', notes: limits };
    }
    if (remembered?.late && arrival) {
      const known = { firstSync: remembered.firstSync };
      const notes = [onItsWay(arrival)];
      return { changes: [], known, unproved: true, standing: 'seen', notes };
    }
    return { changes: [toBring(arrival, remembered !== undefined)], known: {}, notes: limits };
  },
  async apply(context, have, { scope, toDelete, notTakenOver }) {
    const { authentik, now } = context;
    const { pk } = have.scimProvider;
    const consent = await agreeToDeletions(context, toDelete);
    if (consent.kind !== 'agreed') return consent;
    const { finishedAt: before } = await waitUntilIdle(context, head, have.scimProvider);
    const begun = now();
    // Saving starts a sync in every release; the schedule's own call is for superusers only.
    await authentik.scimProviders.update(pk, {});
    const compare = () => compareSides(context, have.instance.identityStoreId, scope);
    const following = { step: head, provider: have.scimProvider, begun, before, compare };
    const { arrival, ended } = await followSync(context, following);
    const log = await authentik.provisioning.log(have.scimProvider, byItsClock(context, begun));
    const missing = arrival.missingUsers.length;
    if (missing > 0 && (missing === arrival.users || isRefused(log))) {
      throw nothingArrived(arrival, log);
    }
    for (const note of missingNotes(arrival, log)) context.tell({ kind: 'note', step: head, note });
    const late = !isComplete(arrival) && !ended && !hasTrouble(log);
    const known = { late, notTakenOver };
    const firstSync = await remember(context, pk, arrival, known);
    context.tell({ kind: 'note', step: head, note: arrivedNote(firstSync) });
    if (late) context.tell({ kind: 'note', step: head, note: onItsWay(arrival) });
    if (isComplete(arrival) || late) return done({ firstSync });
    const why = `${missingInWords(arrival)} of authentik did not arrive in AWS`;
    return { kind: 'incomplete', gives: { firstSync }, why };
  },
  /** Whom the sync took over shows in AWS only until a later one has written him. */
  async keep(context, { scimProvider }, { arrival, notTakenOver }) {
    const standing = complete(arrival);
    if (standing) await remember(context, scimProvider.pk, standing, { late: false, notTakenOver });
  },
});

/** What stands in AWS, where the first sync has nothing left to bring though nobody judged it. */
function complete(arrival: Arrival | undefined): Arrival | undefined {
  return arrival && arrival.users > 0 && isComplete(arrival) ? arrival : undefined;
}

async function look(context: Context, have: Have): Promise<Seen> {
  const { authentik, memory } = context;
  const told = recall(memory, 'firstSync')?.value;
  const { wishes, application, scimProvider } = have;
  const provider = await authentik.scimProviders.get(scimProvider.pk);
  const scope = await scopeToBe(authentik, wishes.groups, application.groupNames, provider);
  const remembered =
    told?.provider === have.scimProvider.pk ? judged(told, context.now()) : undefined;
  if (remembered?.firstSync.missing === 0) {
    const nothing = { arrival: undefined, limits: [], toDelete: [], notTakenOver: 0 };
    return { remembered, scope, ...nothing };
  }
  const { identityStoreId } = have.instance;
  const arrival = await compareSides(context, identityStoreId, scope);
  const toDelete = await deletionsBySync(context, identityStoreId, scope);
  const limits = [
    ...provisioningLimits(authentik.release, arrival),
    ...(await peopleBeforeSync(context, have)),
    ...deletionNotes(toDelete),
  ];
  const notTakenOver = takesOver(authentik.release) ? 0 : arrival.byHand.length;
  return { remembered, scope, arrival, limits, toDelete, notTakenOver };
}

/** Milliseconds for which what is missing may still be on its way. */
const LATE_FOR = 3_600_000;

function judged({ at, users, byHand, groups, missing, late }: Told, now: Date): Judged {
  const judgedAt = new Date(at);
  const isLate = late && now.getTime() - judgedAt.getTime() < LATE_FOR;
  return { firstSync: { at: judgedAt, users, byHand, groups, missing }, late: isLate };
}

/** What a sync is to bring: all of it, or what the one before left undone. */
function toBring(arrival: Arrival | undefined, again: boolean): Change {
  if (arrival && again) {
    const object = `${missingInWords(arrival)} in AWS`;
    return { action: 'create', object, why: 'missing since the sync before' };
  }
  const fields = [
    { field: 'users', to: String(arrival?.users ?? 0) },
    { field: 'groups', to: String(arrival?.groups ?? 0) },
  ];
  return { action: 'create', object: 'users and groups in AWS', fields };
}

function arrivedNote({ users, groups, byHand }: Facts['firstSync']): Note {
  const arrived = `${count(users, 'user')} and ${count(groups, 'group')}`;
  const others =
    byHand > 0
      ? `, and besides ${count(byHand, 'user')} made by hand, whom SCIM does not manage`
      : '';
  return { level: 'info', text: `in AWS now: ${arrived} of authentik${others}` };
}

function onItsWay(arrival: Arrival): Note {
  const text = `not in AWS yet: ${missingInWords(arrival)}; no end of the sync was seen, and nothing was refused`;
  return { level: 'warning', text, next: 'Look again later: authentik-aws status' };
}

function tallied(arrival: Arrival, notTakenOver: number) {
  const { missingUsers, missingGroups, missingMembers } = arrival;
  return {
    users: arrival.users - missingUsers.length - notTakenOver,
    byHand: notTakenOver,
    groups: arrival.groups - missingGroups.length,
    missing: missingUsers.length + missingGroups.length + missingMembers.length,
  };
}

async function remember(
  { memory, now }: Context,
  provider: number,
  arrival: Arrival,
  { late, notTakenOver }: { readonly late: boolean; readonly notTakenOver: number },
): Promise<Facts['firstSync']> {
  const at = now();
  const counts = tallied(arrival, notTakenOver);
  const takenOver = [...arrival.byHand];
  await memory.remember('firstSync', {
    ...{ at: at.toISOString(), provider, takenOver, late },
    ...counts,
  });
  return { at, ...counts };
}
