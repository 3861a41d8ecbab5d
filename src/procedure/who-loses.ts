import { count, listed } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import { scopeOf } from '../people/scope.js';
import type { Context } from './context.js';
import {
  type GroupBindings,
  missingGroups,
  stayingUnnamed,
  surplusBindings,
} from './group-bindings.js';
import { everybody } from './people-in-scope.js';

/** The active users whom the application lets in now and no longer once all is as wished. */
export async function whoLosesTheSignIn(
  { authentik }: Pick<Context, 'authentik'>,
  seen: GroupBindings,
): Promise<string[]> {
  const going = surplusBindings(seen);
  if (going.length === 0) return [];
  const stay = seen.bindings.filter((binding) => !going.includes(binding));
  const added = missingGroups(seen).map((group) => ({ group, enabled: true, negate: false }));
  const now = scopeOf(seen.bindings, seen.mode);
  const then = scopeOf([...stay, ...added], seen.mode);
  const letInNow = new Set<number>();
  for await (const { pk, inScope } of everybody(authentik, now)) if (inScope) letInNow.add(pk);
  const losing: string[] = [];
  for await (const { pk, username, active, inScope } of everybody(authentik, then)) {
    if (active && !inScope && letInNow.has(pk)) losing.push(username);
  }
  return losing;
}

/** What narrowing does to people, and what it leaves, for whoever agrees to it. */
export function narrowingNotes(losing: readonly string[], seen: GroupBindings): Note[] {
  return [...losingNotes(losing, seen), ...stayingUnnamed(seen).map(stillLetIn(seen))];
}

function losingNotes(losing: readonly string[], seen: GroupBindings): Note[] {
  if (losing.length === 0) return [];
  const flags = surplusBindings(seen).map(({ group }) => `--group "${group?.name}"`);
  return [
    {
      level: 'warning',
      text: `${count(losing.length, 'person', 'people')} can no longer sign in to AWS then: ${listed(losing)}`,
      next: `To keep them, name their group as well: ${flags.join(' ')}`,
    },
  ];
}

function stillLetIn({ ours, mode }: GroupBindings) {
  return ({ pk, group }: GroupBindings['bindings'][number]): Note => {
    const text = ours.has(pk)
      ? `the group "${group?.name}" is not named and stays bound: in the mode "${mode}" whoever is let in has to be in every bound group, so taking one away lets in more people`
      : `the group "${group?.name}" is not named and is still let in, by a binding that this tool did not make`;
    return { level: 'warning', text, next: BY_HAND };
  };
}

const BY_HAND =
  'To take it away: authentik admin interface → Applications → the application → Policy / Group / User Bindings. Or name it with --group.';
