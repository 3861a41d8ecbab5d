import type { Outcome } from '../engine/outcome.js';
import type { Handover, Person } from '../handover/task.js';

/** Hands over to a person and turns the answer into the step's outcome. */
export async function handOver<T, Gives>(
  person: Person,
  handover: Handover<T>,
  accept: (value: T) => Promise<Outcome<Gives>>,
): Promise<Outcome<Gives>> {
  const answer = await person.handOver(handover);
  if (answer.kind === 'done') return accept(answer.value);
  if (answer.kind === 'declined') return answer;
  return waitingFor(handover);
}

/** The outcome of a step that goes on once a person has done this. */
export function waitingFor<T>(handover: Handover<T>): Outcome<never> {
  const { what, link, instructions, files, bring } = handover;
  const waiting = { what, instructions, files, bring, ...(link && { link }) };
  return { kind: 'waiting', waiting };
}
