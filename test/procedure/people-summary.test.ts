import { expect, test } from 'vitest';
import { tallyOf } from '../../src/people/tally.js';
import { verdicts } from '../../src/people/verdicts.js';
import { peopleSummary } from '../../src/procedure/people-summary.js';
import { awsUser, person, read } from '../people/each.js';

async function summary(...sides: Parameters<typeof read>) {
  const people = await read(...sides);
  return peopleSummary(tallyOf(verdicts(people, { scim: false, takesOver: false }), 10));
}

test('where everybody can sign in there is nothing to say', async () => {
  expect(await summary([person()], [awsUser('alice@example.com')])).toEqual([]);
});

test('each reason is a note with names and what to do', async () => {
  const bob = person({ username: 'bob', email: '' });
  const dora = person({ username: 'dora', email: 'dora@example.com' });
  const notes = await summary([bob, dora], [awsUser('root@example.com')]);
  expect(notes).toEqual([
    {
      level: 'warning',
      text: 'no e-mail address: 1 person (bob)',
      next: expect.stringContaining('field Email'),
    },
    {
      level: 'info',
      text: 'not in AWS yet: 1 person (dora@example.com)',
      next: expect.stringContaining('Add user'),
    },
    {
      level: 'warning',
      text: 'in AWS without a user in authentik: 1 person (root@example.com)',
      next: expect.stringContaining('disable the user in AWS'),
    },
  ]);
});

test('many names are counted', async () => {
  const many = Array.from({ length: 8 }, (_, at) => person({ username: `p${at}`, email: '' }));
  const [note] = await summary(many, []);
  expect(note?.text).toBe('no e-mail address: 8 people (p0, p1, p2, p3, p4 and 3 more)');
});
