import { invalid } from './invalid.js';

const meanings = new Map([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['on', true],
  ['0', false],
  ['false', false],
  ['no', false],
  ['off', false],
]);

/**
 * Reads yes or no as people write it in environments, in any case.
 * @throws ExpectedError (`usage`) for anything else
 */
export function parseBoolean(text: string): boolean {
  const meaning = meanings.get(text.trim().toLowerCase());
  if (meaning === undefined) {
    throw invalid('This is neither yes nor no', `Write one of ${[...meanings.keys()].join(', ')}.`);
  }
  return meaning;
}
