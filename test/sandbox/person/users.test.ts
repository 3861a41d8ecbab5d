import { expect, it } from 'vitest';
import { addUser } from '../../../src/sandbox/person/index.js';
import { startSandbox } from '../aws/sandbox.js';

const alice = {
  userName: 'alice@example.com',
  email: 'alice@example.com',
  givenName: 'Alice',
  familyName: 'Example',
  displayName: 'Alice <Example>',
};

it('adds a user through the console', async () => {
  const { console, instance } = await startSandbox();
  await addUser(console, alice);
  expect(instance.directory.users.all().at(-1)).toMatchObject({
    userName: alice.userName,
    displayName: alice.displayName,
    emails: [{ value: alice.email }],
  });
});

it('leaves a user alone who is there already', async () => {
  const { console, instance, requests } = await startSandbox();
  await addUser(console, alice);
  const posts = () => requests.filter(({ method }) => method === 'POST').length;
  expect(posts()).toBe(1);
  await addUser(console, { ...alice, displayName: 'Another' });
  expect(posts()).toBe(1);
  expect(instance.directory.users.all().at(-1)?.displayName).toBe(alice.displayName);
});

it('passes on what the console refuses', async () => {
  const { console } = await startSandbox();
  await addUser(console, alice);
  await expect(addUser(console, { ...alice, userName: 'alice' })).rejects.toThrow(
    'Another user has this email already.',
  );
  await expect(addUser(console, { ...alice, userName: 'bob', email: '' })).rejects.toThrow(
    'are required',
  );
});
