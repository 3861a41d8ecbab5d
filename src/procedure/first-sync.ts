import { count } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import { done } from '../engine/outcome.js';
import type { StepHead } from '../engine/plan.js';
import { type Context, recall, step } from './context.js';
import type { Facts } from './facts.js';
import { peopleBeforeSync } from './people-before-sync.js';
import { provisioningLimits } from './provisioning-limits.js';
import { agreeToDeletions, deletionNotes, deletionsBySync } from './scim-deletions.js';
import { type ScimScope, scopeFor } from './scim-scope.js';
import { type Arrival, compareSides, isComplete } from './sync-arrival.js';
import { isRefused, missingNotes, nothingArrived } from './sync-findings.js';
import { byItsClock, followSync, waitUntilIdle } from './sync-following.js';

type Have = Pick<Facts, 'wishes' | 'instance' | 'application' | 'scimProvider' | 'backchannel'>;

interface Seen {
  readonly remembered: Facts['firstSync'] | undefined;
  readonly scope: ScimScope;
  /** Not looked at once a first sync has been judged. */
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
  plan(_have, { remembered, arrival, limits }) {
    if (remembered) {
      const unproved = remembered.missing > 0;
      const standing = unproved ? 'seen' : 'proved';
      return {
        changes: [],
        known: { firstSync: remembered },
        unproved,
        standing,
        notes: leftOver(remembered),
      };
    }
    const standing = complete(arrival);
    if (!standing) {
      const object = 'users and groups in AWS';
      const fields = [
        { field: 'users', to: String(arrival?.users ?? 0) },
        { field: 'groups', to: String(arrival?.groups ?? 0) },
      ];
      return { changes: [{ action: 'create', object, fields }], known: {}, notes: limits };
    }
    const { users, groups } = standing;
    const known = { firstSync: { at: new Date(0), users, groups, missing: 0 } };
    return { changes: [], known, standing: 'proved', notes: limits };
  },
  async apply(context, have, { scope, toDelete }) {
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
    const arrival = await followSync(context, following);
    const log = await authentik.provisioning.log(have.scimProvider, byItsClock(context, begun));
    const missing = arrival.missingUsers.length;
    if (missing > 0 && (missing === arrival.users || isRefused(log))) {
      throw nothingArrived(arrival, log);
    }
    for (const note of missingNotes(arrival, log)) context.tell({ kind: 'note', step: head, note });
    const result = await remember(context, pk, arrival);
    context.tell({ kind: 'note', step: head, note: arrivedNote(result) });
    return done({ firstSync: result });
  },
  /** Whom the sync took over shows in AWS only until a later one has written him. */
  async keep(context, { scimProvider }, { arrival }) {
    const standing = complete(arrival);
    if (standing) await remember(context, scimProvider.pk, standing);
  },
});

/** What stands in AWS, where the first sync has nothing left to bring though nobody judged it. */
function complete(arrival: Arrival | undefined): Arrival | undefined {
  return arrival && arrival.users > 0 && isComplete(arrival) ? arrival : undefined;
}

async function look(context: Context, have: Have): Promise<Seen> {
  const { authentik, memory } = context;
  const told = recall(memory, 'firstSync')?.value;
  const scope = await scopeFor(authentik, have.wishes.groups, have.application.groupNames);
  if (told?.provider === have.scimProvider.pk) {
    const { users, groups, missing, at } = told;
    return {
      remembered: { at: new Date(at), users, groups, missing },
      scope,
      arrival: undefined,
      limits: [],
      toDelete: [],
    };
  }
  const { identityStoreId } = have.instance;
  const arrival = await compareSides(context, identityStoreId, scope);
  const toDelete = await deletionsBySync(context, identityStoreId, scope);
  const limits = [
    ...provisioningLimits(authentik.release, arrival),
    ...(await peopleBeforeSync(context, have)),
    ...deletionNotes(toDelete),
  ];
  return { remembered: undefined, scope, arrival, limits, toDelete };
}

function arrivedNote({ users, groups }: Facts['firstSync']): Note {
  const arrived = `${count(users, 'user')} and ${count(groups, 'group')}`;
  return { level: 'info', text: `in AWS now: ${arrived} of authentik` };
}

function leftOver({ missing }: Facts['firstSync']): Note[] {
  if (missing === 0) return [];
  const text = `${missing} users, groups or memberships had not arrived in AWS when the first sync ended`;
  return [{ level: 'warning', text, next: 'authentik-aws users --problems' }];
}

async function remember({ memory, now }: Context, provider: number, arrival: Arrival) {
  const { missingUsers, missingGroups, missingMembers } = arrival;
  const missing = missingUsers.length + missingGroups.length + missingMembers.length;
  const users = arrival.users - missingUsers.length;
  const groups = arrival.groups - missingGroups.length;
  const at = now();
  const takenOver = [...arrival.byHand];
  const result = { at: at.toISOString(), provider, users, groups, missing, takenOver };
  await memory.remember('firstSync', result);
  return { at, users, groups, missing };
}
