import type { Application, Authentik } from '../authentik/index.js';
import type { Note } from '../engine/change.js';

/** The wished groups that authentik does not have. */
export async function unknownGroups(
  authentik: Authentik,
  names: readonly string[],
): Promise<string[]> {
  const found = await Promise.all(names.map((name) => authentik.groups.byName(name)));
  return names.filter((_name, index) => found[index] === undefined);
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

/** Groups are never made by this tool: who is in them is not its business. */
export function noSuchGroups(names: readonly string[]): Note | undefined {
  if (names.length === 0) return undefined;
  return {
    level: 'blocking',
    text: `authentik has no group ${names.map((name) => `"${name}"`).join(', ')}`,
    next: 'Make it under Directory → Groups, or correct --group.',
  };
}
