import { ExpectedError } from '../basics/errors.js';
import type { Faults } from '../sandbox/faults/index.js';
import type { Values } from '../settings/inputs.js';
import { nearest } from '../settings/nearest.js';

const LIST = 'See all of them: authentik-aws help faults';

/**
 * Arms the faults that were named.
 * @throws ExpectedError (`usage`) for a name that is none, with the nearest one
 */
export async function armFaults(names: readonly string[] = []): Promise<Faults> {
  const { catalogue, Faults, UnknownFault } = await import('../sandbox/faults/index.js');
  try {
    return new Faults(names);
  } catch (error) {
    if (!(error instanceof UnknownFault)) throw error;
    const known = catalogue.map(({ name }) => name);
    const meant = error.nameIsKnown ? undefined : nearest(error.wanted, known);
    throw new ExpectedError({
      what: error.message,
      ...(meant !== undefined && { why: `Did you mean ${meant}?` }),
      next: LIST,
      exit: 'usage',
    });
  }
}

/**
 * Faults are played, never done to a real system.
 * @throws ExpectedError (`usage`) when some were asked for without the sandbox
 */
export function refuseFaultsOutside({ faults, sandbox }: Values): void {
  if (sandbox || faults === undefined || faults.length === 0) return;
  throw new ExpectedError({
    what: 'A fault was asked for, but this run is not in the sandbox',
    why: 'Faults are played by the sandbox alone; nothing is done to a real system.',
    next: ['Add --sandbox, or leave out --fault and AUTHENTIK_AWS_FAULT.', LIST],
    exit: 'usage',
  });
}
