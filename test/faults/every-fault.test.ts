import { expect, test } from 'vitest';
import { catalogue, Faults } from '../../src/sandbox/faults/index.js';
import { everyCase, everyFault } from './every-fault.js';

test('every fault can be armed by its name', () => {
  expect(new Faults(everyFault).names).toHaveLength(catalogue.length);
});

test('every fault is tried by some case', () => {
  const tried = everyCase.flatMap(({ fault }) => new Faults([fault]).kinds);
  const names = catalogue.map(({ name }) => name);
  expect(names.filter((name) => !tried.includes(name))).toEqual([]);
});
