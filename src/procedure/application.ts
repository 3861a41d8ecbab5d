import type { Application } from '../authentik/index.js';
import type { Change, Note } from '../engine/change.js';
import { claimIntended } from '../engine/memory.js';
import { done } from '../engine/outcome.js';
import type { Foreseen } from '../engine/step.js';
import {
  groupsShutOut,
  isInPlace,
  keepsItsName,
  mending,
  negated,
  observedApplication,
} from './application-as-found.js';
import { groupTrouble, joinedElsewhere } from './check-wishes.js';
import { type Context, step, updateOf } from './context.js';
import type { Facts } from './facts.js';
import { isForeign, whose } from './foreign.js';
import {
  BINDING_KEY,
  bind,
  bindingChanges,
  forgetGone,
  type GroupBindings,
  groupsLetIn,
  letIn,
  missingGroups,
  readGroupBindings,
  surplusBindings,
  unbind,
} from './group-bindings.js';
import { APPLICATION_KEY, applicationToLookAt, ourApplication } from './our-application.js';
import { beforeOf, rememberBefore } from './remember-before.js';
import { agreeToDeletions, deletionNotes, deletionsByBinding } from './scim-deletions.js';
import { narrowingNotes, whoLosesTheSignIn } from './who-loses.js';

type Have = Pick<Facts, 'wishes' | 'instance' | 'samlProvider'>;

interface Seen extends GroupBindings {
  readonly application: Application | undefined;
  /** What keeps it from being used, whatever is wished. */
  readonly unusable: Note | undefined;
  readonly foreign: boolean;
  /** The name that somebody took from an application of this tool. */
  readonly nameBefore: string | undefined;
  /** Wished groups, or groups let in by this tool, that a binding keeps out and all others in. */
  readonly shutOut: readonly string[];
  /** Users whom authentik's sync would delete in AWS once the bindings are as wished. */
  readonly toDelete: readonly string[];
  /** Users who can no longer sign in once the bindings are as wished. */
  readonly losing: readonly string[];
}

/**
 * Guide line 7: the application, joined to the provider. One made beforehand is adopted by its
 * slug. Groups restrict it through policy bindings; of those that are no longer named the bindings
 * of this tool go, and those of others are left alone.
 */
export const application = step({
  id: APPLICATION_KEY,
  title: 'Join the application to the provider',
  guide: ['7'],
  place: 'authentik',
  outlook: 'an application joined to the provider',
  needs: ['wishes', 'instance', 'samlProvider'],
  gives: ['application'],
  foresee,
  look,
  plan(have, seen) {
    const observed = [observedApplication(have, seen.application, seen.bindings)];
    const blocking = whatBlocks(have, seen);
    if (blocking) return { changes: [], known: {}, notes: [blocking], observed };
    const { slug } = have.wishes.application;
    const changes = [...joining(have, seen), ...bindingChanges(seen, slug, seen.foreign)];
    const notes = [
      ...keepsItsName(have, seen.application, seen),
      ...remarksOn(have, seen),
      ...narrowingNotes(seen.losing, seen),
      ...deletionNotes(seen.toDelete),
    ];
    if (!seen.application || !isInPlace(have, seen.application)) {
      return { changes, known: {}, notes, observed };
    }
    const known = { application: factOf(have, seen.application, groupsLetIn(seen)) };
    return changes.length > 0
      ? { changes, known, notes, observed }
      : { changes, known, notes, observed, standing: 'seen' };
  },
  async apply(context, have, seen) {
    const consent = await agreeToDeletions(context, seen.toDelete);
    if (consent.kind !== 'agreed') return consent;
    const joined = await join(context, have, seen);
    for (const group of missingGroups(seen)) {
      context.checkpoint();
      await bind(context, joined, group, seen.bindings);
    }
    // Only then, so that an application which is restricted is so all the time.
    for (const binding of surplusBindings(seen)) {
      context.checkpoint();
      await unbind(context, joined, binding);
    }
    return done({ application: factOf(have, joined, groupsLetIn(seen)) });
  },
  async keep({ memory }, _have, { application: found, bindings }) {
    await claimIntended(memory, APPLICATION_KEY, found && { name: found.slug, id: found.pk });
    for (const { pk: id, group } of bindings) {
      const key = `${BINDING_KEY}${group?.name}`;
      if (group) await claimIntended(memory, key, { name: group.name, id });
    }
    if (found) await forgetGone(memory, bindings);
  },
});

/** Whom it lets in does not depend on the provider, so it is known before that one is made. */
async function foresee(context: Context, { wishes }: Partial<Facts>): Promise<Foreseen> {
  if (!wishes) return {};
  const found = await applicationToLookAt(context, wishes.application.slug);
  const bound = await readGroupBindings(context, found, wishes.groups);
  const names = groupsLetIn(bound);
  const joined = 'an application joined to the provider';
  const whom = names.length > 0 ? `, for the members of ${names.join(', ')}` : '';
  const losing = await whoLosesTheSignIn(context, bound);
  const notes = [...remarksOn({ wishes }, bound), ...narrowingNotes(losing, bound)];
  return { outlook: joined + whom, notes };
}

async function look(context: Context, { wishes, instance, samlProvider }: Have): Promise<Seen> {
  const { memory } = context;
  const ours = await ourApplication(context, wishes.application.slug, samlProvider.pk);
  const { application: found, blocking: unusable } = ours;
  const bound = await readGroupBindings(context, found, wishes.groups);
  const foreign = found
    ? isForeign(memory, APPLICATION_KEY, { id: found.pk, name: wishes.application.slug })
    : false;
  const nameBefore = foreign ? undefined : memory.left(APPLICATION_KEY)?.fields.name;
  const shutOut = negated(
    bound.bindings,
    ({ pk, group }) => bound.ours.has(pk) || wishes.groups.includes(group?.name ?? ''),
  );
  const seen = { application: found, unusable, foreign, nameBefore, shutOut, ...bound };
  const losing = await whoLosesTheSignIn(context, bound);
  const syncs = (found?.backchannelProviderPks ?? []).length > 0;
  const changing = missingGroups(bound).length + surplusBindings(bound).length > 0;
  if (!syncs || !changing) return { ...seen, losing, toDelete: [] };
  const { identityStoreId } = instance;
  const toDelete = await deletionsByBinding(context, identityStoreId, groupsLetIn(bound));
  return { ...seen, losing, toDelete };
}

function whatBlocks(have: Have, seen: Seen): Note | undefined {
  const { application: found, unusable, groups, shutOut } = seen;
  return (
    unusable ??
    joinedElsewhere(found, have.samlProvider.pk) ??
    groupTrouble(groups) ??
    groupsShutOut(have.wishes.application.slug, shutOut)
  );
}

function joining(have: Have, seen: Seen): Change[] {
  const { wishes, samlProvider } = have;
  if (!seen.application) {
    const object = `application "${wishes.application.slug}"`;
    const fields = [
      { field: 'name', to: wishes.application.name },
      { field: 'provider', to: samlProvider.name },
    ];
    return [{ action: 'create', object, fields, of: APPLICATION_KEY }];
  }
  const { slug } = seen.application;
  const { fields } = mending(have, seen.application, seen);
  return updateOf(`application "${slug}"`, fields, whose(APPLICATION_KEY, seen.foreign));
}

function remarksOn({ wishes }: Pick<Have, 'wishes'>, { bindings, groups }: GroupBindings): Note[] {
  const { slug } = wishes.application;
  const enabled = bindings.filter((binding) => binding.enabled);
  if (groups.length === 0 && enabled.length === 0) {
    return [
      {
        level: 'warning',
        text: `everyone in authentik may open the application "${slug}"`,
        next: 'To restrict it, name groups: --group NAME (repeatable)',
      },
    ];
  }
  const notes: Note[] = [];
  const names = letIn(bindings);
  if (groups.length === 0 && names.length > 0) {
    const text = `no group is named, so those let in stay as they are: ${names.join(', ')}`;
    notes.push({ level: 'info', text });
  }
  if (enabled.some(({ policy }) => policy !== undefined)) {
    const text = `a policy is bound to the application "${slug}" and decides, too, who may open it`;
    notes.push({ level: 'info', text });
  }
  return notes;
}

async function join(context: Context, have: Have, seen: Seen) {
  const { authentik, memory } = context;
  const { slug, name } = have.wishes.application;
  const providerPk = have.samlProvider.pk;
  const { application: found } = seen;
  if (found) {
    const { fields, update } = mending(have, found, seen);
    if (fields.length === 0) return found;
    const changed = { key: APPLICATION_KEY, name: slug, id: found.pk };
    await rememberBefore(memory, changed, beforeOf(found, update));
    return authentik.applications.update(found.slug, update);
  }
  await memory.intend(APPLICATION_KEY, slug);
  const made = await authentik.applications.create({ name, slug, providerPk });
  await memory.made(APPLICATION_KEY, slug, made.pk);
  return made;
}

/** The slug is the one that was asked for: it names files, which no server's answer may. */
function factOf(
  { wishes }: Have,
  { pk, launchUrl }: Application,
  groupNames: string[],
): Facts['application'] {
  return { pk, slug: wishes.application.slug, launchUrl, groupNames };
}
