import { ListUsersCommand } from '@aws-sdk/client-identitystore';
import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import { ListApplicationsCommand, ListInstancesCommand } from '@aws-sdk/client-sso-admin';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expiredToken, throttled } from '../../../../src/sandbox/aws/index.js';
import { clientsOf, startSandbox } from '../sandbox.js';

afterEach(() => vi.unstubAllEnvs());

describe('who calls', () => {
  it('tells the caller who it is', async () => {
    const { sts, accountId } = await startSandbox();
    expect(await sts.send(new GetCallerIdentityCommand())).toMatchObject({
      Account: accountId,
      Arn: `arn:aws:iam::${accountId}:user/administrator`,
      UserId: expect.stringMatching(/^AIDA[0-9A-F]{16}$/),
    });
  });

  it('is reached through AWS_ENDPOINT_URL alone', async () => {
    const aws = await startSandbox();
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    vi.stubEnv('AWS_REGION', aws.region);
    vi.stubEnv('AWS_ACCESS_KEY_ID', aws.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', aws.secretAccessKey);
    const identity = await new STSClient().send(new GetCallerIdentityCommand());
    expect(identity.Account).toBe(aws.accountId);
  });

  it('does not recognise another access key', async () => {
    const aws = await startSandbox();
    const { sts, ssoAdmin } = clientsOf(aws, { accessKeyId: 'AKIAEXAMPLE' });
    await expect(ssoAdmin.send(new ListInstancesCommand())).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });

  it('wants a signature', async () => {
    const { endpoint } = await startSandbox();
    const ask = async (headers: Record<string, string>) => {
      const target = { 'x-amz-target': 'SWBExternalService.ListInstances', ...headers };
      const response = await fetch(endpoint, { method: 'POST', body: '{}', headers: target });
      return response.json();
    };
    expect(await ask({})).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
    expect(await ask({ authorization: 'Bearer x' })).toMatchObject({
      __type: 'IncompleteSignatureException',
    });
  });
});

describe('what the caller may do', () => {
  it('refuses denied actions in the words of AWS, until they are allowed again', async () => {
    const action = 'sso:ListInstances';
    const { ssoAdmin, world } = await startSandbox({ deniedActions: [action] });
    await expect(ssoAdmin.send(new ListInstancesCommand())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${world.caller.arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    });
    world.deniedActions.delete(action);
    expect((await ssoAdmin.send(new ListInstancesCommand())).Instances).toHaveLength(1);
  });

  it('never refuses GetCallerIdentity', async () => {
    const { sts, accountId } = await startSandbox({ deniedActions: ['sts:GetCallerIdentity'] });
    expect((await sts.send(new GetCallerIdentityCommand())).Account).toBe(accountId);
  });

  it('knows no operation beyond those it plays', async () => {
    const { ssoAdmin, sts, instance } = await startSandbox();
    const list = new ListApplicationsCommand({ InstanceArn: instance.arn });
    await expect(ssoAdmin.send(list)).rejects.toMatchObject({ name: 'UnknownOperationException' });
    const assume = new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::1:role/x',
      RoleSessionName: 'x',
    });
    await expect(sts.send(assume)).rejects.toMatchObject({ name: 'InvalidAction' });
  });
});

describe('interception', () => {
  it('answers a given error in the protocol of the call', async () => {
    const { ssoAdmin, sts } = await startSandbox({ intercept: () => expiredToken() });
    await expect(ssoAdmin.send(new ListInstancesCommand())).rejects.toMatchObject({
      name: 'ExpiredTokenException',
    });
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
  });

  it('throttles in the form that makes the SDK try again', async () => {
    const aws = await startSandbox({
      intercept: ({ operation }) => (operation === 'ListUsers' ? throttled(7) : undefined),
    });
    const list = new ListUsersCommand({ IdentityStoreId: aws.instance.identityStoreId });
    await expect(aws.identityStore.send(list)).rejects.toMatchObject({
      name: 'ThrottlingException',
      RetryAfterSeconds: 7,
      $retryable: { throttling: true },
    });
    expect((await aws.ssoAdmin.send(new ListInstancesCommand())).Instances).toHaveLength(1);
  });

  it('drops the connection', async () => {
    const { ssoAdmin } = await startSandbox({ intercept: () => 'drop' });
    await expect(ssoAdmin.send(new ListInstancesCommand())).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });
});

describe('organizations', () => {
  it('names the management account', async () => {
    const { organizations, accountId } = await startSandbox();
    const { Organization } = await organizations.send(new DescribeOrganizationCommand());
    expect(Organization).toMatchObject({ MasterAccountId: accountId, FeatureSet: 'ALL' });
  });

  it('says that there is no organization', async () => {
    const { organizations } = await startSandbox({ inOrganization: false });
    await expect(organizations.send(new DescribeOrganizationCommand())).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
    });
  });
});

it('logs every request, whatever becomes of it', async () => {
  const { ssoAdmin, requests, endpoint } = await startSandbox({
    deniedActions: ['sso:ListInstances'],
  });
  await expect(ssoAdmin.send(new ListInstancesCommand())).rejects.toThrow('not authorized');
  const headers = { 'user-agent': 'a test' };
  await fetch(`${endpoint}/console/users`, { headers });
  await fetch(`${endpoint}/nothing`, { method: 'POST', headers });
  const [bySdk, ...rest] = requests;
  expect(bySdk).toEqual({
    ...{ service: 'sso-admin', operation: 'ListInstances', method: 'POST', path: '/' },
    userAgent: expect.stringContaining('aws-sdk-js'),
  });
  const userAgent = 'a test';
  expect(rest).toEqual([
    {
      ...{ service: 'console', operation: '/console/users', method: 'GET' },
      ...{ path: '/console/users', userAgent },
    },
    { service: 'other', operation: '/nothing', method: 'POST', path: '/nothing', userAgent },
  ]);
});
