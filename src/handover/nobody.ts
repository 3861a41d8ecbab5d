import type { Answer, Handover, Person } from './task.js';

/** Nobody is there to ask: every handover waits for a later run that brings the answer. */
export const nobody: Person = {
  async handOver<T>(_handover: Handover<T>): Promise<Answer<T>> {
    return { kind: 'waiting' };
  },
};
