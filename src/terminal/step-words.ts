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

/** When a step that cannot be planned yet will be known: by the numbers of its plan, else by id. */
export function knownAfter(step: PlannedStep, plan: Plan, canvas: Canvas): string {
  const numbers = step.after.map((id) => plan.steps.findIndex((other) => other.id === id) + 1);
  if (numbers.length === 0) return 'known later';
  if (numbers.includes(0)) return `known after ${andList(step.after.map(canvas.clean))}`;
  const steps = numbers.length === 1 ? 'step' : 'steps';
  return `known after ${steps} ${andList(numbers.map(String))}`;
}

/** Whether a step cannot go on before somebody mends what its note says. */
export function isBlocked({ notes }: PlannedStep): boolean {
  return notes.some(({ level }) => level === 'blocking');
}
