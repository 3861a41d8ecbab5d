import { expect, it } from 'vitest';
import { startSandbox, type TestSandbox } from '../sandbox.js';

const alice = {
  userName: 'alice@example.com',
  email: 'alice@example.com',
  givenName: 'Alice',
  familyName: 'Example',
  displayName: 'Alice Example',
};

function add(aws: TestSandbox, user: Record<string, string>): Promise<Response> {
  return fetch(`${aws.console}/users/add`, { method: 'POST', body: new URLSearchParams(user) });
}

it('adds a user and says so', async () => {
  const aws = await startSandbox();
  const page = await (await add(aws, alice)).text();
  expect(page).toContain('was successfully added');
  expect(aws.instance.directory.users.find('userName', alice.userName)).toMatchObject({
    name: { givenName: 'Alice', familyName: 'Example' },
    emails: [{ value: 'alice@example.com', primary: true }],
  });
  expect(aws.world.trail.all().at(-1)?.head.eventName).toBe('CreateUser');
});

it.each(Object.keys(alice))('wants %s', async (name) => {
  const aws = await startSandbox();
  const answer = await add(aws, { ...alice, [name]: ' ' });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('are required');
  expect(aws.instance.directory.users.all()).toHaveLength(1);
});

it('refuses a user name and an e-mail address that another user has', async () => {
  const aws = await startSandbox();
  await add(aws, alice);
  for (const [change, attribute] of [
    [{ email: 'other@example.com' }, 'userName'],
    [{ userName: 'other' }, 'email'],
  ] as const) {
    const answer = await add(aws, { ...alice, ...change });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`Another user has this ${attribute} already.`);
  }
});

it('escapes whatever users are called', async () => {
  const aws = await startSandbox();
  const page = await (
    await add(aws, { ...alice, userName: '"><script>', displayName: '<b>&' })
  ).text();
  expect(page).not.toContain('<script>');
  expect(page).not.toContain('<b>');
  expect(page).toContain('&quot;&gt;&lt;script&gt;');
});
