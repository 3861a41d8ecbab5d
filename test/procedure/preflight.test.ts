import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import { noteLines, plannedStep } from '../commands/seen-plan.js';
import { type Stage, startStage } from '../commands/stage.js';
import { acs } from './answers.js';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
  const { code } = await stage.run(['setup', '--no-input', '--group', 'aws-users', ...acs(stage)]);
  expect(code).toBe(3);
});

afterAll(() => stage.close());

beforeEach(() => {
  const { directory } = stage.instance;
  for (const { userId, userName } of directory.users.all()) {
    if (userName !== 'admin@example.com') directory.removeUser(userId);
  }
});

function addToAws(...userNames: string[]): void {
  for (const userName of userNames) {
    stage.instance.directory.addUser({
      ...{ userName, displayName: userName, createdBy: 'test' },
      name: { givenName: 'A', familyName: 'B' },
      emails: [{ value: userName, primary: true }],
    });
  }
}

const notes = async () =>
  noteLines(await plannedStep(stage, 'identity-source', '--group', 'aws-users'));

test('who would be locked out is named, by the members of the groups alone', async () => {
  addToAws('alice@example.com', 'carol@example.com');
  const told = await notes();
  expect(told[0]).toMatch(/^warning: after the switch all 3 users of IAM Identity Center sign in/);
  const lockedOut = told.filter((note) => note.includes('could no longer sign in'));
  expect(lockedOut).toEqual([
    'warning: 1 user could no longer sign in, since no authentik user has the user name as e-mail address: carol@example.com',
    "warning: 1 user could no longer sign in, since the application's bindings in authentik do not let them in: admin@example.com",
  ]);
  const { notes: all } = await plannedStep(stage, 'identity-source', '--group', 'aws-users');
  const outside = all.find(({ text }) => text.includes('bindings in authentik'));
  expect(outside?.next).toContain('Add those who should get in to a group that is bound');
});

test('who is deactivated in authentik is told to be so', async () => {
  const dora = { username: 'dora', name: 'Dora', email: 'dora@example.com', is_active: false };
  await stage.call('POST', '/core/users/', dora);
  const [group] = await stage.list('/core/groups/?name=aws-users');
  const [made] = await stage.list('/core/users/?username=dora');
  await stage.call('POST', `/core/groups/${group?.pk}/add_user/`, { pk: made?.pk });
  addToAws('dora@example.com');
  expect((await notes()).join('\n')).toContain(
    '1 user could no longer sign in, since they are deactivated in authentik: dora@example.com',
  );
});

test('names that differ by case alone are told apart from those that are missing', async () => {
  addToAws('Alice@Example.com');
  const told = (await notes()).join('\n');
  expect(told).toContain(
    'warning: "Alice@Example.com" in AWS and "alice@example.com" in authentik differ by case, and AWS compares exactly',
  );
  expect(told).toMatch(/1 user could no longer sign in.*admin@example\.com/);
});

test('long lists are shortened', async () => {
  addToAws(...Array.from({ length: 10 }, (_, index) => `user${index}@example.com`));
  expect((await notes()).join('\n')).toMatch(/10 users could no longer .* and 5 more/);
});

test('who works through a role of IAM Identity Center is warned of being locked out', async () => {
  const { caller } = stage.aws.world;
  const own = caller.arn;
  expect((await notes()).join('\n')).toContain(`info: you work as ${own}, which does not depend`);
  caller.arn = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/ada';
  try {
    const told = (await notes()).join('\n');
    expect(told).toContain(`warning: you work as ${caller.arn}`);
    expect(told).toContain('you are locked out too');
  } finally {
    caller.arn = own;
  }
});

test('the run says it too, before it hands over', async () => {
  addToAws('carol@example.com');
  const { code, stderr } = await stage.run(['setup', '--no-input', '--group', 'aws-users']);
  expect(code).toBe(3);
  const told = oneLine(stderr);
  expect(told.indexOf('carol@example.com')).toBeLessThan(told.indexOf('waiting for: the switch'));
  expect(told).toContain('--accept-identity-source once you agree that everyone signs in through');
});

test('what cannot be read is told as a missing right, before anything else is done', async () => {
  stage.aws.world.deniedActions.add('identitystore:ListUsers');
  try {
    const { code, stderr } = await stage.run(['plan', '--group', 'aws-users']);
    expect(code).toBe(4);
    expect(stderr).toContain('identitystore:ListUsers');
  } finally {
    stage.aws.world.deniedActions.clear();
  }
});

test('members of groups below the bound one can sign in, too', async () => {
  const [aws] = await stage.list('/core/groups/?name=aws-users');
  const below = { name: 'below', parents: [aws?.pk] };
  const { pk } = Object(await stage.call('POST', '/core/groups/', below));
  const carol = { username: 'carol', name: 'Carol', email: 'carol@example.com', groups: [pk] };
  const user = Object(await stage.call('POST', '/core/users/', carol));
  addToAws('alice@example.com', 'carol@example.com');
  try {
    const lockedOut = (await notes()).find((note) => note.includes('could no longer sign in'));
    expect(lockedOut).toMatch(/^warning: 1 user .*admin@example\.com/);
  } finally {
    await stage.call('DELETE', `/core/users/${user.pk}/`);
    await stage.call('DELETE', `/core/groups/${pk}/`);
  }
});
