import type { Authentik, Group, ScimProviderFields } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';
import type { Note } from '../engine/change.js';
import { groupTrouble, wishedGroups } from './check-wishes.js';
import { withGroupsBelow } from './people-in-scope.js';

/** Which users and groups the sync covers, in the way that this release has it. */
export interface ScimScope {
  readonly fields: Pick<Partial<ScimProviderFields>, 'filterGroup' | 'groupFilters'>;
  /** Users in these groups are covered; `undefined`: all users. */
  readonly userGroups: readonly string[] | undefined;
  /** These groups are covered; `undefined`: all groups. */
  readonly groups: readonly string[] | undefined;
  readonly usersInWords: string;
  readonly groupsInWords: string;
}

/**
 * Until 2025.12 a provider filters its users by one group and pushes every group; from 2026.2 on
 * the application's bindings decide about users, and the provider holds a list of groups (release
 * notes of 2026.2, and the answers of the API on both sides of it). Bindings to single users and
 * policies are not weighed here.
 * @param bound names of the groups that are bound to the application; those below them count, too
 */
export async function scopeFor(
  authentik: Authentik,
  wished: readonly string[],
  bound: readonly string[],
): Promise<ScimScope> {
  const found = await wishedGroups(authentik, wished);
  const several = found.some((group) => group.found.length > 1) ? groupTrouble(found) : undefined;
  if (several) throw new ExpectedError({ what: several.text, next: several.next ?? '' });
  const groups = found.flatMap((group) => group.found);
  return scopeOfGroups(authentik, groups, bound);
}

/** The same of groups that are known by their keys. */
export async function scopeOfGroups(
  authentik: Authentik,
  groups: readonly Group[],
  bound: readonly string[],
): Promise<ScimScope> {
  if (!authentik.release.atLeast(2026, 2)) return byFilterGroup(groups);
  return byBindings(groups, await withGroupsBelow(authentik, bound));
}

function byBindings(groups: readonly Group[], bound: readonly string[]): ScimScope {
  const names = groups.map(({ name }) => name);
  const all = names.length === 0;
  return {
    fields: { groupFilters: groups.map(({ pk }) => pk) },
    userGroups: bound.length === 0 ? undefined : bound,
    groups: all ? undefined : names,
    usersInWords: 'whoever may open the application',
    groupsInWords: all ? 'all' : names.join(', '),
  };
}

function byFilterGroup(groups: readonly Group[]): ScimScope {
  const [only, ...more] = groups;
  const one = more.length === 0 ? only : undefined;
  return {
    fields: { filterGroup: one?.pk ?? null },
    userGroups: one && [one.name],
    groups: undefined,
    usersInWords: one ? `members of "${one.name}"` : 'all',
    groupsInWords: 'all',
  };
}

/** What a reader of the plan should know of the scope before agreeing to it. */
export function scopeNotes({ release }: Authentik, scope: ScimScope): Note[] {
  const notes: Note[] = [];
  if (scope.groups === undefined) {
    const text = release.atLeast(2026, 2)
      ? 'all groups of authentik are copied to AWS, since no group is named'
      : 'this release copies all groups of authentik to AWS, wanted or not';
    notes.push({ level: 'warning', text });
  }
  if (scope.userGroups === undefined) {
    const text = 'all users of authentik with an e-mail address are copied to AWS';
    notes.push({ level: 'warning', text, next: 'To restrict it, name one group: --group NAME' });
  }
  return notes;
}
