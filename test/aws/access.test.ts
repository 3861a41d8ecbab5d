import { describe, expect, test } from 'vitest';
import type { Access } from '../../src/aws/access.js';
import { connectAws } from '../../src/aws/index.js';
import type { AwsOptions } from '../../src/sandbox/aws/index.js';
import { laterRefusal } from '../saml/refusal.js';
import { onSandbox, theInstance } from './on-sandbox.js';
import { useWire } from './wire.js';

const DEVELOPMENT = '444455556666';
const policy = (name: string) => `arn:aws:iam::aws:policy/${name}`;

async function accessOnSandbox(options: AwsOptions = {}) {
  const { aws, sandbox } = await onSandbox({ accessSeconds: 0, ...options });
  const instance = theInstance(sandbox);
  const { groupId } = instance.directory.addGroup({ displayName: 'crew', createdBy: 'a test' });
  const access = aws.access(instance.arn);
  const arn = await access.create({ name: 'Ops', sessionDuration: 'PT4H', tags: { a: 'b' } });
  return { aws, access, instance, arn, crew: { type: 'GROUP', id: groupId } as const };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('against the pretended AWS', () => {
  test('a permission set is made, found and described', async () => {
    const { access, arn } = await accessOnSandbox();
    for (const name of ['b', 'c']) await access.create({ name, tags: {} });
    const pages = await all(access.permissionSets());
    expect(pages.map((page) => page.length)).toEqual([2, 1]);
    expect(await access.permissionSet(arn)).toEqual({
      arn,
      name: 'Ops',
      sessionDuration: 'PT4H',
      description: undefined,
      relayState: undefined,
    });
    expect([...(await access.tags(arn))]).toEqual([['a', 'b']]);
  });

  test('every kind of change is made and read back, beyond one page', async () => {
    const { access, arn } = await accessOnSandbox();
    const customer = { name: 'ReadLogs', path: '/team/' };
    for (const name of ['A', 'B', 'C']) {
      await access.change(arn, { kind: 'attach managed', arn: policy(name) });
      await access.change(arn, { kind: 'attach customer', policy: { name, path: '/' } });
    }
    await access.change(arn, { kind: 'attach customer', policy: customer });
    await access.change(arn, { kind: 'put inline', text: '{"Statement":[]}' });
    await access.change(arn, { kind: 'detach managed', arn: policy('B') });
    await access.change(arn, { kind: 'detach customer', policy: { name: 'A', path: '/' } });
    expect(await access.policies(arn)).toEqual({
      managed: [policy('A'), policy('C')],
      customer: [{ name: 'B', path: '/' }, { name: 'C', path: '/' }, customer],
      inline: '{"Statement":[]}',
    });
    await access.change(arn, { kind: 'delete inline' });
    expect((await access.policies(arn)).inline).toBe('');
    const settings = { sessionDuration: 'PT2H', description: 'ops', relayState: 'https://a.b/' };
    await access.change(arn, { kind: 'settings', ...settings });
    expect(await access.permissionSet(arn)).toMatchObject(settings);
  });

  test('an assignment is begun, followed, and listed in three ways', async () => {
    const { access, arn, crew } = await accessOnSandbox();
    const assignment = { accountId: DEVELOPMENT, permissionSetArn: arn, principal: crew };
    const begun = await access.assign(assignment);
    expect(begun.state).toBe('under way');
    expect(await access.assignment(begun.id)).toEqual({ id: begun.id, state: 'done' });
    expect(await all(access.assignmentsIn(assignment))).toEqual([assignment]);
    expect(await all(access.assignmentsFor(crew))).toEqual([assignment]);
    expect(await access.accountsWith(arn, 'all')).toEqual([DEVELOPMENT]);
    expect(await access.accountsWith(arn, 'outdated')).toEqual([]);
  });

  test('a change is brought to the accounts, and a failure comes with its reason', async () => {
    const { access, arn, crew } = await accessOnSandbox();
    await access.assign({ accountId: DEVELOPMENT, permissionSetArn: arn, principal: crew });
    await access.accountsWith(arn, 'all');
    await access.change(arn, { kind: 'attach managed', arn: policy('Nonsense') });
    expect(await access.accountsWith(arn, 'outdated')).toEqual([DEVELOPMENT]);
    const { id } = await access.provision(arn);
    expect(await access.provisioning(id)).toEqual({
      id,
      state: 'failed',
      reason: `Received a 404 status error: Not supported policy ${policy('Nonsense')}.`,
    });
  });

  test('accounts, names and groups are found', async () => {
    const { aws, instance, crew } = await accessOnSandbox();
    expect(await aws.accounts()).toContainEqual({
      id: '999900001111',
      name: 'old-shop',
      state: 'SUSPENDED',
    });
    const store = instance.identityStoreId;
    const [user] = instance.directory.users.all();
    const userId = user?.userId ?? '';
    instance.directory.addMembership(crew.id, userId, 'a test');
    expect(await aws.groupsOf(store, userId)).toEqual([crew.id]);
    expect(await aws.nameOf(store, crew)).toBe('crew');
    expect(await aws.nameOf(store, { type: 'USER', id: userId })).toBe('admin@example.com');
    expect(await aws.nameOf(store, { type: 'GROUP', id: 'gone' })).toBeUndefined();
  });
});

describe('over the wire', () => {
  const wire = useWire();
  const access = async (): Promise<Access> =>
    (await connectAws()).access('arn:aws:sso:::instance/ssoins-1234567890abcdef');
  const assignment = {
    accountId: DEVELOPMENT,
    permissionSetArn: 'arn:set',
    principal: { type: 'USER', id: 'u-1' },
  } as const;

  test('an assignment says all that AWS wants', async () => {
    const AccountAssignmentCreationStatus = { RequestId: 'r-1', Status: 'IN_PROGRESS' };
    wire.on('CreateAccountAssignment', { body: { AccountAssignmentCreationStatus } });
    expect(await (await access()).assign(assignment)).toEqual({ id: 'r-1', state: 'under way' });
    expect(wire.seen[0]?.input).toEqual({
      InstanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
      TargetId: DEVELOPMENT,
      TargetType: 'AWS_ACCOUNT',
      PermissionSetArn: 'arn:set',
      PrincipalType: 'USER',
      PrincipalId: 'u-1',
    });
  });

  test.each([
    ['ConflictException', 'something else is under way'],
    ['ServiceQuotaExceededException', 'a quota is used up'],
    ['AccessDeniedException', 'sso:CreateAccountAssignment'],
    ['ThrottlingException', 'too many requests'],
  ])('%s is explained', async (exception, told) => {
    wire.on('CreateAccountAssignment', { exception, message: 'AWS said so.' });
    const error = await laterRefusal(async () => (await access()).assign(assignment));
    expect(`${error.message} ${error.why}`).toContain(told);
  });

  test('what is no answer of AWS is told as that', async () => {
    wire.on('CreateAccountAssignment', { body: {} });
    wire.on('CreatePermissionSet', { body: {} });
    for (const call of [
      async () => (await access()).assign(assignment),
      async () => (await access()).create({ name: 'Ops', tags: {} }),
    ]) {
      expect((await laterRefusal(call)).message).toContain('is not AWS');
    }
  });

  test('an account is known by its state, or by what that was called before', async () => {
    const Accounts = [
      { Id: '111122223333', Name: 'a', Status: 'PENDING_CLOSURE' },
      { Id: '444455556666', Name: 'b', State: 'CLOSED', Status: 'SUSPENDED' },
    ];
    wire.on('ListAccounts', { body: { Accounts } });
    const states = (await (await connectAws()).accounts()).map(({ state }) => state);
    expect(states).toEqual(['PENDING_CLOSURE', 'CLOSED']);
  });
});
