import type { Application, Binding, Group } from '../authentik/index.js';
import type { Change } from '../engine/change.js';
import type { Memory } from '../engine/memory.js';
import { type WishedGroup, wishedGroups } from './check-wishes.js';
import type { Context } from './context.js';
import { whose } from './foreign.js';
import { notAsWritten } from './not-as-written.js';
import { APPLICATION_KEY } from './our-application.js';

/** Begins the key under which a binding is remembered; its name is that of the group. */
export const BINDING_KEY = 'binding:';

/** Whom an application lets in, held against the groups that are wished. */
export interface GroupBindings {
  readonly bindings: readonly Binding[];
  /** In the order wished. */
  readonly groups: readonly WishedGroup[];
  /** Keys of the bindings that this tool made. */
  readonly ours: ReadonlySet<string>;
  /** Whether `any` or `all` bindings have to let a user in. */
  readonly mode: string;
}

/** Reads whom an application lets in; one that does not exist yet has no bindings. */
export async function readGroupBindings(
  { authentik, memory }: Pick<Context, 'authentik' | 'memory'>,
  application: Application | undefined,
  wished: readonly string[],
): Promise<GroupBindings> {
  const [bindings, groups] = await Promise.all([
    application ? authentik.bindings.of(application.pk) : [],
    wishedGroups(authentik, wished),
  ]);
  const ours = ourBindings(memory, bindings);
  return { bindings, groups, ours, mode: application?.policyEngineMode ?? 'any' };
}

/** The bindings among these that this tool made, by what it remembers of them. */
function ourBindings(memory: Pick<Memory, 'things'>, bindings: readonly Binding[]): Set<string> {
  const things = [...memory.things()].filter(([key]) => key.startsWith(BINDING_KEY));
  const isOurs = ({ pk, group }: Binding) =>
    things.some(
      ([, { origin, id, name }]) =>
        (origin === 'made' && id === pk) || (origin === 'intended' && name === group?.name),
    );
  return new Set(bindings.filter(isOurs).map(({ pk }) => pk));
}

/** The wished groups that no binding lets in yet. */
export function missingGroups({ groups, bindings }: GroupBindings): Group[] {
  return groups
    .flatMap(({ found }) => found)
    .filter(({ pk }) => !bindings.some(({ group, enabled }) => enabled && group?.pk === pk));
}

/**
 * The bindings of this tool that let in a group which is no longer named. Where no group is named at
 * all there are none: forgetting the flag must open nothing. Nor are there where a user has to be in
 * every bound group, since taking one away would let in more people than before.
 */
export function surplusBindings(seen: GroupBindings): Binding[] {
  if (seen.mode === 'all') return [];
  return unnamed(seen).filter(({ pk }) => seen.ours.has(pk));
}

/** The bindings that let in a group which is not named, and that stay. */
export function stayingUnnamed(seen: GroupBindings): Binding[] {
  const going = surplusBindings(seen);
  return unnamed(seen).filter((binding) => !going.includes(binding));
}

function unnamed({ groups, bindings }: GroupBindings): Binding[] {
  if (groups.length === 0) return [];
  return effective(bindings).filter(
    ({ group }) => group && !groups.some(({ found }) => found.some(({ pk }) => pk === group.pk)),
  );
}

function effective(bindings: readonly Binding[]): Binding[] {
  return bindings.filter(({ enabled, negate }) => enabled && !negate);
}

/** The groups whose members a binding lets in. */
export function letIn(bindings: readonly Binding[]): string[] {
  return effective(bindings).flatMap(({ group }) => (group ? [group.name] : []));
}

/** The groups that are let in once all is as wished. */
export function groupsLetIn(seen: GroupBindings): string[] {
  const going = surplusBindings(seen);
  const stay = seen.bindings.filter((binding) => !going.includes(binding));
  return [...new Set([...letIn(stay), ...seen.groups.map(({ name }) => name)])];
}

/** They alter who may open the application, so they are changes of that one as well. */
export function bindingChanges(seen: GroupBindings, slug: string, foreign: boolean): Change[] {
  const change = (action: 'create' | 'delete', name: string): Change => ({
    action,
    object: `binding that lets the group "${name}" into the application "${slug}"`,
    ...whose(APPLICATION_KEY, foreign),
  });
  return [
    ...missingGroups(seen).map(({ name }) => change('create', name)),
    ...letIn(surplusBindings(seen)).map((name) => change('delete', name)),
  ];
}

function bindingKey(groupName: string): string {
  return `${BINDING_KEY}${groupName}`;
}

/** Lets a group in. */
export async function bind(
  { authentik, memory }: Context,
  target: Application,
  group: Group,
  bindings: readonly Binding[],
): Promise<void> {
  const key = bindingKey(group.name);
  const order = Math.max(-1, ...bindings.map((binding) => binding.order)) + 1;
  await memory.intend(key, group.name);
  const { pk } = await authentik.bindings.create({ targetPk: target.pk, groupPk: group.pk, order });
  await memory.made(key, group.name, pk);
}

/** Takes a binding of this tool away, and sees that it is gone. */
export async function unbind(
  { authentik, memory }: Context,
  target: Application,
  binding: Binding,
): Promise<void> {
  await authentik.bindings.remove(binding.pk);
  const left = await authentik.bindings.of(target.pk);
  if (left.some(({ pk }) => pk === binding.pk)) {
    throw notAsWritten([`that the group "${binding.group?.name}" is let in no longer`]);
  }
  await forgetGone(memory, left);
}

/** Forgets bindings of this tool that are gone, by a run that was killed or by somebody else. */
export async function forgetGone(memory: Memory, bindings: readonly Binding[]): Promise<void> {
  for (const [key, { id }] of memory.things()) {
    if (!key.startsWith(BINDING_KEY) || id === undefined) continue;
    if (!bindings.some(({ pk }) => pk === id)) await memory.forget(key);
  }
}
