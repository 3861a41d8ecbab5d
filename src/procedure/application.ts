import type { Application, Binding, Group } from '../authentik/index.js';
import type { Change, Note } from '../engine/change.js';
import { claimIntended } from '../engine/memory.js';
import { done } from '../engine/outcome.js';
import {
  groupsShutOut,
  isInPlace,
  letIn,
  mending,
  negated,
  observedApplication,
} from './application-as-found.js';
import { joinedElsewhere, noSuchGroups } from './check-wishes.js';
import { type Context, step, updateOf } from './context.js';
import type { Facts } from './facts.js';
import { isForeign, whose } from './foreign.js';
import { APPLICATION_KEY, ourApplication } from './our-application.js';
import { beforeOf, rememberBefore } from './remember-before.js';
import { agreeToDeletions, deletionNotes, deletionsByBinding } from './scim-deletions.js';

type Have = Pick<Facts, 'wishes' | 'instance' | 'samlProvider'>;

interface Seen {
  readonly application: Application | undefined;
  /** What keeps it from being used, whatever is wished. */
  readonly unusable: Note | undefined;
  readonly foreign: boolean;
  /** The name that somebody took from an application of this tool. */
  readonly nameBefore: string | undefined;
  readonly bindings: readonly Binding[];
  /** The wished groups, in the order wished; `undefined` where authentik has none of that name. */
  readonly groups: readonly { readonly name: string; readonly group: Group | undefined }[];
  /** Wished groups, or groups let in by this tool, that a binding keeps out and all others in. */
  readonly shutOut: readonly string[];
  /** Users whom authentik's sync would delete in AWS once the missing bindings are made. */
  readonly toDelete: readonly string[];
}

/**
 * Guide line 7: the application, joined to the provider. One made beforehand is adopted by its
 * slug. Groups restrict it through policy bindings; others that stand there are left alone.
 */
export const application = step({
  id: APPLICATION_KEY,
  title: 'Join the application to the provider',
  guide: ['7'],
  place: 'authentik',
  outlook: 'an application joined to the provider, for the groups you name',
  needs: ['wishes', 'instance', 'samlProvider'],
  gives: ['application'],
  look,
  plan(have, seen) {
    const observed = [observedApplication(have, seen.application, seen.bindings)];
    const blocking = whatBlocks(have, seen);
    if (blocking) return { changes: [], known: {}, notes: [blocking], observed };
    const changes = [...joining(have, seen), ...missingGroups(seen).map(bindingChange(seen))];
    const notes = [...remarksOn(have, seen), ...deletionNotes(seen.toDelete)];
    if (!seen.application || !isInPlace(have, seen.application)) {
      return { changes, known: {}, notes, observed };
    }
    const known = { application: factOf(have, seen.application, groupNames(have, seen)) };
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
    return done({ application: factOf(have, joined, groupNames(have, seen)) });
  },
  async keep({ memory }, _have, { application: found, bindings }) {
    await claimIntended(memory, APPLICATION_KEY, found && { name: found.slug, id: found.pk });
    for (const { pk: id, group } of bindings) {
      if (group) await claimIntended(memory, bindingKey(group), { name: group.name, id });
    }
  },
});

async function look(context: Context, { wishes, instance, samlProvider }: Have): Promise<Seen> {
  const { authentik, memory } = context;
  const [ours, groups] = await Promise.all([
    ourApplication(context, wishes.application.slug, samlProvider.pk),
    Promise.all(
      wishes.groups.map(async (name) => ({ name, group: await authentik.groups.byName(name) })),
    ),
  ]);
  const { application: found, blocking: unusable } = ours;
  const bindings = found ? await authentik.bindings.of(found.pk) : [];
  const foreign = found
    ? isForeign(memory, APPLICATION_KEY, { id: found.pk, name: wishes.application.slug })
    : false;
  const nameBefore = foreign ? undefined : memory.left(APPLICATION_KEY)?.fields.name;
  const shutOut = negated(bindings, ({ pk, group }) => {
    const ours = group && memory.thing(bindingKey(group))?.id === pk;
    return ours || wishes.groups.includes(group?.name ?? '');
  });
  const base = { application: found, unusable, foreign, nameBefore, shutOut };
  const seen = { ...base, bindings, groups, toDelete: [] };
  const syncs = (found?.backchannelProviderPks ?? []).length > 0;
  if (!syncs || missingGroups(seen).length === 0) return seen;
  const names = groupNames({ wishes }, seen);
  return { ...seen, toDelete: await deletionsByBinding(context, instance.identityStoreId, names) };
}

function whatBlocks(have: Have, seen: Seen): Note | undefined {
  const { application: found, unusable, groups, shutOut } = seen;
  const unknown = groups.filter(({ group }) => !group).map(({ name }) => name);
  return (
    unusable ??
    joinedElsewhere(found, have.samlProvider.pk) ??
    noSuchGroups(unknown) ??
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
  const { fields } = mending(have, seen.application, seen.nameBefore);
  return updateOf(`application "${slug}"`, fields, whose(APPLICATION_KEY, seen.foreign));
}

function missingGroups({ groups, bindings }: Seen): Group[] {
  return groups
    .flatMap(({ group }) => (group ? [group] : []))
    .filter(({ pk }) => !bindings.some(({ group, enabled }) => enabled && group?.pk === pk));
}

/** It alters who may open the application, so it is a change of that one as well. */
function bindingChange({ foreign }: Seen) {
  return ({ name }: Group): Change => ({
    action: 'create',
    object: `binding that lets in the group "${name}"`,
    ...whose(APPLICATION_KEY, foreign),
  });
}

function remarksOn({ wishes }: Have, { bindings, groups }: Seen): Note[] {
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
  if (!enabled.some(({ policy }) => policy !== undefined)) return [];
  const text = `a policy is bound to the application "${slug}" and decides, too, who may open it`;
  return [{ level: 'info', text }];
}

async function join(context: Context, have: Have, seen: Seen) {
  const { authentik, memory } = context;
  const { slug, name } = have.wishes.application;
  const providerPk = have.samlProvider.pk;
  const { application: found } = seen;
  if (found) {
    const { fields, update } = mending(have, found, seen.nameBefore);
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

function bindingKey({ name }: Pick<Group, 'name'>): string {
  return `binding:${name}`;
}

async function bind(
  { authentik, memory }: Context,
  target: Application,
  group: Group,
  bindings: readonly Binding[],
): Promise<void> {
  const key = bindingKey(group);
  const order = Math.max(-1, ...bindings.map((binding) => binding.order)) + 1;
  await memory.intend(key, group.name);
  const { pk } = await authentik.bindings.create({ targetPk: target.pk, groupPk: group.pk, order });
  await memory.made(key, group.name, pk);
}

/** The groups that are let in once the step is done. */
function groupNames(
  { wishes }: Pick<Have, 'wishes'>,
  { bindings }: Pick<Seen, 'bindings'>,
): string[] {
  return [...new Set([...letIn(bindings), ...wishes.groups])];
}

/** The slug is the one that was asked for: it names files, which no server's answer may. */
function factOf(
  { wishes }: Have,
  { pk, launchUrl }: Application,
  groupNames: string[],
): Facts['application'] {
  return { pk, slug: wishes.application.slug, launchUrl, groupNames };
}
