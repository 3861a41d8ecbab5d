import fc from 'fast-check';

/** How often a property is tried, and from which seed; without one, another each time. */
export interface Trials {
  readonly runs: number;
  readonly seed?: number;
}

/** Something that holds for whatever is made up; a failure prints its seed and the smallest case. */
export interface Property {
  readonly name: string;
  check(trials: Trials): Promise<void>;
}

/**
 * A property whose case is `made` and which holds as long as `hold` does not throw.
 * @param most how often it is tried at the most, where a case is slow or leaves something behind
 */
export function property<T>(
  name: string,
  made: fc.Arbitrary<T>,
  hold: (value: T) => void | Promise<void>,
  most = Number.POSITIVE_INFINITY,
): Property {
  const checked = fc.asyncProperty(made, async (value) => hold(value));
  return {
    name,
    check: ({ runs, seed }) =>
      fc.assert(checked, { numRuns: Math.min(runs, most), ...(seed !== undefined && { seed }) }),
  };
}

/** Enough to find what is easily found, the same in every run. */
export const quick: Trials = { runs: 150, seed: 20_261_125 };

/** A search, another each time. */
export const thorough: Trials = { runs: 3_000 };
