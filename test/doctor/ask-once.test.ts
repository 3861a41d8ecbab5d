import { expect, test } from 'vitest';
import { askOnce } from '../../src/doctor/ask-once.js';

function counting() {
  const asked: string[] = [];
  const client = {
    url: 'https://auth.example.com',
    users: {
      async byName(name: string) {
        asked.push(`byName ${name}`);
        return { userName: name };
      },
      async *all(filter?: object) {
        for (const number of [1, 2, 3]) {
          asked.push(`row ${number} ${JSON.stringify(filter)}`);
          yield { number };
        }
      },
    },
    async fails(): Promise<never> {
      asked.push('fails');
      throw new Error('not there');
    },
    async *breaks() {
      yield 1;
      throw new Error('broken off');
    },
  };
  return { client, asked };
}

async function listed<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

test('the same question is asked once, another one again', async () => {
  const { client, asked } = counting();
  const once = askOnce(client);
  expect(once.url).toBe('https://auth.example.com');
  await Promise.all([once.users.byName('a'), once.users.byName('a')]);
  await once.users.byName('b');
  expect(asked).toEqual(['byName a', 'byName b']);
});

test('a list is fetched row by row, once, however many read it and how far', async () => {
  const { client, asked } = counting();
  const once = askOnce(client);
  for await (const { number } of once.users.all()) if (number === 1) break;
  expect(asked).toEqual(['row 1 undefined']);
  const both = await Promise.all([listed(once.users.all()), listed(once.users.all(undefined))]);
  expect(both.map((rows) => rows.length)).toEqual([3, 3]);
  expect(asked).toHaveLength(3);
  await listed(once.users.all({ activeOnly: true }));
  expect(asked).toHaveLength(6);
});

test('a failure is the failure of everyone who asks', async () => {
  const { client, asked } = counting();
  const once = askOnce(client);
  await expect(once.fails()).rejects.toThrow('not there');
  await expect(once.fails()).rejects.toThrow('not there');
  expect(asked).toEqual(['fails']);
  await expect(listed(once.breaks())).rejects.toThrow('broken off');
  await expect(listed(once.breaks())).rejects.toThrow('broken off');
});

test('what is answered is heard, each row once', async () => {
  const { client } = counting();
  const heard: object[] = [];
  const once = askOnce(client, (answer) => heard.push(answer));
  await once.users.byName('a');
  await listed(once.users.all());
  await listed(once.users.all());
  expect(heard).toEqual([{ userName: 'a' }, { number: 1 }, { number: 2 }, { number: 3 }]);
});
