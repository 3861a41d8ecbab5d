import { expect, test, vi } from 'vitest';
import { chooseInstance } from '../../src/aws/choose-instance.js';
import { identitySourceSwitchedAt } from '../../src/aws/identity-source-events.js';
import { signIns } from '../../src/aws/sign-ins.js';
import { expiredToken, throttled } from '../../src/sandbox/aws/index.js';
import { recordCall } from '../../src/sandbox/aws/world/event.js';
import { laterRefusal, refusal } from '../saml/refusal.js';
import { knownValues } from './known-values.js';
import { onSandbox, theInstance } from './on-sandbox.js';

test("the organization's instance is found, chosen and described", async () => {
  const { aws, sandbox } = await onSandbox();
  const { arn, instanceId, identityStoreId, createdDate } = theInstance(sandbox);
  const [caller, organization, instances] = await Promise.all([
    aws.caller(),
    aws.organization(),
    aws.instances(),
  ]);
  expect(caller.accountId).toBe(sandbox.accountId);
  const managementAccountId = organization?.managementAccountId;
  const chosen = chooseInstance(instances, { region: aws.region, managementAccountId });
  expect(await aws.instance(chosen.arn)).toMatchObject({
    arn,
    id: instanceId,
    identityStoreId,
    createdDate: new Date(Math.floor(createdDate.getTime() / 1000) * 1000),
    primaryRegion: sandbox.region,
    status: 'ACTIVE',
    kind: 'organization',
    limits: [],
  });
});

test("among several the organization's is chosen; alone, an account's is refused", async () => {
  const several = await onSandbox({ instances: ['account', 'organization'] });
  const wish = {
    region: several.aws.region,
    managementAccountId: (await several.aws.organization())?.managementAccountId,
  };
  const chosen = chooseInstance(await several.aws.instances(), wish);
  expect((await several.aws.instance(chosen.arn)).kind).toBe('organization');
  const single = await onSandbox({ instances: ['account'] });
  const instances = await single.aws.instances();
  expect(refusal(() => chooseInstance(instances, wish)).message).toContain('account instance');
});

test('no instance, and no organization', async () => {
  const { aws } = await onSandbox({ instances: [], inOrganization: false });
  expect(await aws.instances()).toEqual([]);
  expect(await aws.organization()).toBeUndefined();
});

test('rights that are missing are named, or worked around', async () => {
  const deniedActions = ['sso:DescribeInstance', 'organizations:DescribeOrganization'];
  const { aws, sandbox } = await onSandbox({ deniedActions });
  const instance = await aws.instance(theInstance(sandbox).arn);
  expect(instance.kind).toBe('unknown');
  expect(instance.limits).toHaveLength(2);
  sandbox.world.deniedActions.add('sso:ListInstances');
  const error = await laterRefusal(() => aws.instances());
  expect(error.message).toBe('These AWS credentials are not allowed to call sso:ListInstances');
  expect(error.exit).toBe('notAuthorised');
});

test('users over several pages, and one by name', async () => {
  const { aws, sandbox } = await onSandbox({ pageSize: 2 });
  const { directory, identityStoreId } = theInstance(sandbox);
  for (const name of ['alice', 'bob', 'carol', 'dave']) {
    const issuer = 'https://scim.aws.com/tenant';
    directory.addUser({
      userName: `${name}@example.com`,
      displayName: name,
      name: { givenName: name, familyName: 'Example' },
      emails: [{ value: `${name}@example.com`, type: 'work', primary: true }],
      ...(name === 'alice' && { externalIds: [{ issuer, id: '1' }] }),
      createdBy: 'test',
    });
  }
  const names: string[] = [];
  for await (const user of aws.users(identityStoreId)) names.push(user.userName);
  const made = ['admin', 'alice', 'bob', 'carol', 'dave'].map((name) => `${name}@example.com`);
  expect(names.sort()).toEqual(made);
  const alice = await aws.userByName(identityStoreId, 'alice@example.com');
  expect(alice).toMatchObject({ displayName: 'alice', enabled: true, scimManaged: true });
  expect(await aws.userByName(identityStoreId, 'nobody@example.com')).toBeUndefined();
});

test('sign-ins and the switch of the identity source are read from CloudTrail', async () => {
  const { aws, sandbox } = await onSandbox({ pageSize: 1 });
  const since = new Date(Date.now() - 60_000);
  const eventTime = new Date().toISOString();
  for (const record of knownValues.cloudTrail.slice(0, 3)) {
    sandbox.world.trail.record({ ...record, eventTime, awsRegion: sandbox.region });
  }
  expect(await identitySourceSwitchedAt(aws, since)).toBeUndefined();
  recordCall(sandbox.world, {
    eventSource: 'sso-directory.amazonaws.com',
    eventName: 'EnableExternalIdPConfigurationForDirectory',
    readOnly: false,
    region: sandbox.region,
  });
  expect(await identitySourceSwitchedAt(aws, since)).toBeInstanceOf(Date);
  const found = await signIns(aws, { since });
  expect(found.filter(({ accepted }) => accepted)).toHaveLength(1);
  expect(found.filter(({ accepted }) => !accepted)).toHaveLength(2);
});

test('a refusal that passes is repeated, one that stays is told', async () => {
  let left = 1;
  const passing = await onSandbox({ intercept: () => (left-- > 0 ? throttled() : undefined) });
  expect(await passing.aws.instances()).toHaveLength(1);
  const staying = await onSandbox({ intercept: expiredToken });
  expect((await laterRefusal(() => staying.aws.instances())).message).toContain('have ended');
});

test('credentials that AWS does not know', async () => {
  const { aws } = await onSandbox();
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAUNKNOWN');
  expect((await laterRefusal(() => aws.instances())).message).toContain(
    'does not know the credentials',
  );
  expect((await laterRefusal(() => aws.caller())).message).toContain(
    'does not know the credentials',
  );
});
