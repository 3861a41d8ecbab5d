import type { Application, Authentik, Group } from '../authentik/index.js';
import type { Note } from '../engine/change.js';

/** A group that was named, and what authentik has of that name. */
export interface WishedGroup {
  readonly name: string;
  /** Keys alone tell them apart where there are several. */
  readonly found: readonly Group[];
}

/** Looks up the groups that were named. */
export function wishedGroups(
  { groups }: Pick<Authentik, 'groups'>,
  names: readonly string[],
): Promise<WishedGroup[]> {
  return Promise.all(names.map(async (name) => ({ name, found: await groups.named(name) })));
}

/** An application that belongs to somebody else's provider is never taken away from it. */
export function joinedElsewhere(
  application: Application | undefined,
  providerPk: number | undefined,
): Note | undefined {
  if (application?.providerPk === undefined || application.providerPk === providerPk) {
    return undefined;
  }
  const { slug, provider, providerPk: number } = application;
  const other = 'Choose another application with --application SLUG';
  if (provider === undefined) {
    const text = `The application "${slug}" is joined to another provider (number ${number}), which is left alone`;
    return { level: 'blocking', text, next: `${other}.` };
  }
  const { name, kind, isSaml } = provider;
  const takeOver = `, or take that provider over with --provider-name "${name}"`;
  return {
    level: 'blocking',
    text: `The application "${slug}" is joined to another provider, "${name}" (${kind}, number ${number}), which is left alone`,
    next: `${other}${isSaml ? takeOver : ''}.`,
  };
}

/** A name is unique over all kinds of providers. */
export function nameTaken(name: string, by: string | undefined): Note | undefined {
  if (by === undefined) return undefined;
  return {
    level: 'blocking',
    text: `A provider of another kind (${by}) is called "${name}"`,
    next: 'Choose another name with --provider-name NAME.',
  };
}

/**
 * Why the named groups cannot be used. Groups are never made by this tool: who is in them is not its
 * business. Of two with the same name none is chosen: the members of the wrong one would come in.
 */
export function groupTrouble(wished: readonly WishedGroup[]): Note | undefined {
  const missing = wished.filter(({ found }) => found.length === 0);
  if (missing.length > 0) {
    return {
      level: 'blocking',
      text: `authentik has no group ${missing.map(({ name }) => `"${name}"`).join(', ')}`,
      next: 'Make it under Directory → Groups, or correct --group.',
    };
  }
  const several = wished.find(({ found }) => found.length > 1);
  if (!several) return undefined;
  return {
    level: 'blocking',
    text: `authentik has ${several.found.length} groups called "${several.name}", so it is not clear which one is meant`,
    next: 'Give each a name of its own under Directory → Groups.',
  };
}
