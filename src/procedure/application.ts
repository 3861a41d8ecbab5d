import type { Application, Binding, Group } from '../authentik/index.js';
import type { Change, Note } from '../engine/change.js';
import { claimIntended } from '../engine/memory.js';
import { done } from '../engine/outcome.js';
import { joinedElsewhere, noSuchGroups } from './check-wishes.js';
import { type Context, step } from './context.js';
import type { Facts } from './facts.js';
import { beforeOf, rememberBefore } from './remember-before.js';
import { agreeToDeletions, deletionNotes, deletionsByBinding } from './scim-deletions.js';

type Have = Pick<Facts, 'wishes' | 'instance' | 'samlProvider'>;

interface Seen {
  readonly application: Application | undefined;
  readonly bindings: readonly Binding[];
  /** The wished groups, in the order wished; `undefined` where authentik has none of that name. */
  readonly groups: readonly { readonly name: string; readonly group: Group | undefined }[];
  /** Users whom authentik's sync would delete in AWS once the missing bindings are made. */
  readonly toDelete: readonly string[];
}

/** Under which key the application is remembered. */
export const APPLICATION_KEY = 'application';

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
    const blocking = whatBlocks(have, seen);
    if (blocking) return { changes: [], known: {}, notes: [blocking] };
    const changes = [...joining(have, seen), ...missingGroups(seen).map(bindingChange)];
    const notes = [...remarksOn(have, seen), ...deletionNotes(seen.toDelete)];
    if (!seen.application || !isJoined(have, seen.application)) {
      return { changes, known: {}, notes };
    }
    const known = { application: factOf(have, seen.application, groupNames(have, seen)) };
    return changes.length > 0
      ? { changes, known, notes }
      : { changes, known, notes, standing: 'seen' };
  },
  async apply(context, have, seen) {
    const consent = await agreeToDeletions(context, seen.toDelete);
    if (consent.kind !== 'agreed') return consent;
    const joined = await join(context, have, seen.application);
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

async function look(context: Context, { wishes, instance }: Have): Promise<Seen> {
  const { authentik } = context;
  const [found, groups] = await Promise.all([
    authentik.applications.bySlug(wishes.application.slug),
    Promise.all(
      wishes.groups.map(async (name) => ({ name, group: await authentik.groups.byName(name) })),
    ),
  ]);
  const bindings = found ? await authentik.bindings.of(found.pk) : [];
  const seen = { application: found, bindings, groups, toDelete: [] };
  const syncs = (found?.backchannelProviderPks ?? []).length > 0;
  if (!syncs || missingGroups(seen).length === 0) return seen;
  const names = groupNames({ wishes }, seen);
  return { ...seen, toDelete: await deletionsByBinding(context, instance.identityStoreId, names) };
}

function isJoined({ samlProvider }: Have, { providerPk }: Application): boolean {
  return providerPk === samlProvider.pk;
}

function whatBlocks(have: Have, { application: found, groups }: Seen): Note | undefined {
  const unknown = groups.filter(({ group }) => !group).map(({ name }) => name);
  return joinedElsewhere(found, have.samlProvider.pk) ?? noSuchGroups(unknown);
}

function joining(have: Have, { application: found }: Seen): Change[] {
  const { wishes, samlProvider } = have;
  if (!found) {
    const object = `application "${wishes.application.slug}"`;
    const fields = [
      { field: 'name', to: wishes.application.name },
      { field: 'provider', to: samlProvider.name },
    ];
    return [{ action: 'create', object, fields }];
  }
  if (isJoined(have, found)) return [];
  const fields = [{ field: 'provider', from: 'none', to: samlProvider.name }];
  return [{ action: 'update', object: `application "${found.slug}"`, fields }];
}

function missingGroups({ groups, bindings }: Seen): Group[] {
  return groups
    .flatMap(({ group }) => (group ? [group] : []))
    .filter(({ pk }) => !bindings.some(({ group, enabled }) => enabled && group?.pk === pk));
}

function bindingChange({ name }: Group): Change {
  return { action: 'create', object: `binding that lets in the group "${name}"` };
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

async function join(context: Context, have: Have, found: Application | undefined) {
  const { authentik, memory } = context;
  const { slug, name } = have.wishes.application;
  const providerPk = have.samlProvider.pk;
  if (found && isJoined(have, found)) return found;
  if (found) {
    const changed = { key: APPLICATION_KEY, name: slug, id: found.pk };
    await rememberBefore(memory, changed, beforeOf(found, { providerPk }));
    return authentik.applications.update(slug, { providerPk });
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
function groupNames({ wishes }: Pick<Have, 'wishes'>, { bindings }: Seen): string[] {
  const letIn = bindings.filter(({ enabled, negate }) => enabled && !negate);
  const bound = letIn.flatMap(({ group }) => (group ? [group.name] : []));
  return [...new Set([...bound, ...wishes.groups])];
}

/** The slug is the one that was asked for: it names files, which no server's answer may. */
function factOf(
  { wishes }: Have,
  { pk, launchUrl }: Application,
  groupNames: string[],
): Facts['application'] {
  return { pk, slug: wishes.application.slug, launchUrl, groupNames };
}
