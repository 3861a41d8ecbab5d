import { isGiven } from './given.js';
import { allInputs, variablesOf } from './inputs.js';
import { nearest } from './nearest.js';

const prefix = 'AUTHENTIK_AWS_';

/** A variable that has this program's prefix and that it does not know. */
export interface UnknownVariable {
  readonly name: string;
  readonly place: 'environment' | '.env';
  /** The known variable that was probably meant. */
  readonly nearest: string | undefined;
}

/** Without any prefix, so that `AUTHENTIK_AWS_REGION` is found to mean `AWS_REGION`. */
function bare(name: string): string {
  return name.replace(prefix, '').replace(/^(AUTHENTIK|AWS)_/, '');
}

function probablyMeant(name: string, known: readonly string[]): string | undefined {
  const exact = nearest(bare(name), known.map(bare));
  return known.find((candidate) => bare(candidate) === exact);
}

/**
 * The variables of a place that were meant for this program and would silently do nothing.
 * authentik's server has variables of its own that begin with `AUTHENTIK_`; those are left alone.
 */
export function unknownVariables(
  variables: Readonly<Record<string, string | undefined>>,
  place: UnknownVariable['place'],
): readonly UnknownVariable[] {
  const known = allInputs.flatMap(variablesOf);
  return Object.entries(variables)
    .filter(([name, value]) => name.startsWith(prefix) && isGiven(value) && !known.includes(name))
    .map(([name]) => ({ name, place, nearest: probablyMeant(name, known) }));
}
