import { expect, test } from 'vitest';
import { type Progress, readPeople } from '../../src/people/read-people.js';
import { tallyOf } from '../../src/people/tally.js';
import { verdicts } from '../../src/people/verdicts.js';
import { awsUser, each, person } from './each.js';

const address = (number: number) => `person-${number}@example.com`;

async function* persons(from: number, to: number) {
  for (let pk = from; pk < to; pk += 1) yield person({ pk, email: address(pk) });
}

async function* awsUsers(from: number, to: number) {
  for (let number = from; number < to; number += 1) yield awsUser(address(number));
}

test('more users than one pack holds are all judged', async () => {
  const people = await readPeople({ authentik: persons(0, 1234), aws: awsUsers(234, 1500) });
  const tally = tallyOf(verdicts(people, { scim: false, takesOver: false }), 2);
  expect(tally.map(({ reason, people: count, problems }) => [reason, count, problems])).toEqual([
    ['can-sign-in', 1000, 0],
    ['not-in-aws', 234, 234],
    ['aws-only', 266, 266],
  ]);
  expect(tally[1]?.examples.map(({ authentik }) => authentik?.email)).toEqual([
    address(0),
    address(1),
  ]);
});

test('progress is told for both sides', async () => {
  const told: Progress[] = [];
  const sides = { authentik: persons(0, 250), aws: awsUsers(0, 130) };
  await readPeople(sides, (progress) => told.push(progress));
  expect(told).toHaveLength(3);
  expect(Math.max(...told.map(({ authentik }) => authentik))).toBe(200);
  expect(Math.max(...told.map(({ aws }) => aws))).toBeGreaterThanOrEqual(100);
});

test('if one side fails the other one stops, and the failure is told', async () => {
  let released = false;
  async function* endless() {
    try {
      for (let pk = 1; ; pk += 1) {
        yield person({ pk, email: address(pk) });
        await new Promise(setImmediate);
      }
    } finally {
      released = true;
    }
  }
  async function* broken() {
    yield awsUser(address(1));
    throw new Error('AWS does not answer');
  }
  await expect(readPeople({ authentik: endless(), aws: broken() })).rejects.toThrow(
    'AWS does not answer',
  );
  while (!released) await new Promise(setImmediate);
});

test('hostile names come out as they went in', async () => {
  const username = '"],\u0000\u2028{"settled":"no-email"}\ud800';
  const people = await readPeople({
    authentik: each(...Array.from({ length: 150 }, (_, pk) => person({ pk, username, email: '' }))),
    aws: each(awsUser('__proto__'), awsUser('constructor')),
  });
  const all = [...verdicts(people, { scim: false, takesOver: false })];
  expect(all.filter(({ authentik }) => authentik?.username === username)).toHaveLength(150);
  expect(all.flatMap(({ aws }) => (aws ? [aws.userName] : []))).toEqual([
    '__proto__',
    'constructor',
  ]);
});
