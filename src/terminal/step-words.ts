import type { Place } from '../engine/change.js';
import type { Plan, PlannedStep } from '../engine/plan.js';
import type { Canvas } from './terminal.js';

const PLACES: Readonly<Record<Place, string>> = {
  authentik: 'authentik',
  AWS: 'AWS',
  'AWS console': 'you, in the AWS console',
  'this machine': 'this machine',
};

/** Where a step acts, and that it is the reader's part if it is in a console. */
export function placeWords(place: Place): string {
  return PLACES[place];
}

/** Words in a list as a sentence has them: `1, 2 and 5`. */
export function andList(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * Steps by their numbers, as a sentence has them: `step 4`, `steps 2 and 3`; by their ids where one
 * of them is not in the list.
 * @param order ids of the steps, the first one is number 1
 */
export function stepNumbers(
  ids: readonly string[],
  order: readonly string[],
  canvas: Canvas,
): string {
  const numbers = ids.map((id) => order.indexOf(id) + 1);
  if (numbers.includes(0)) return andList(ids.map(canvas.clean));
  return `${numbers.length === 1 ? 'step' : 'steps'} ${andList(numbers.map(String))}`;
}

/** When a step that cannot be planned yet will be known. */
export function knownAfter({ after }: PlannedStep, { steps }: Plan, canvas: Canvas): string {
  if (after.length === 0) return 'known later';
  const order = steps.map(({ id }) => id);
  return `known after ${stepNumbers(after, order, canvas)}`;
}

/** Whether a step cannot go on before somebody mends what its note says. */
export function isBlocked({ notes }: PlannedStep): boolean {
  return notes.some(({ level }) => level === 'blocking');
}
