import { describe, expect, test } from 'vitest';
import { connectAws } from '../../src/aws/index.js';
import { laterRefusal } from '../saml/refusal.js';
import { useWire } from './wire.js';

const wire = useWire();

const ARN = 'arn:aws:sso:::instance/ssoins-6987a1b2c3d4e5f6';

const listed = {
  InstanceArn: ARN,
  IdentityStoreId: 'd-99672f8278',
  OwnerAccountId: '111122223333',
  Name: 'main',
  CreatedDate: Date.parse('2024-05-01T00:00:00Z') / 1000,
  Status: 'ACTIVE',
};

const described = {
  ...listed,
  PrimaryRegion: 'eu-central-1',
  Regions: [
    { RegionName: 'eu-central-1', Status: 'ACTIVE', IsPrimaryRegion: true },
    { RegionName: 'us-east-1', Status: 'ACTIVE' },
  ],
  EncryptionConfigurationDetails: { KeyType: 'AWS_OWNED_KMS_KEY', EncryptionStatus: 'ENABLED' },
  PermissionSetsEnabled: true,
};

const organization = { body: { Organization: { MasterAccountId: '111122223333' } } };
const denied = { exception: 'AccessDeniedException', message: 'not authorized' };

test('instances are listed over all pages, tolerant of what is missing', async () => {
  wire.on('ListInstances', ({ NextToken }) =>
    NextToken === 'second'
      ? {
          body: {
            Instances: [{ ...listed, InstanceArn: `${ARN.slice(0, -1)}7`, Status: 'NEW_STATE' }],
          },
        }
      : { body: { Instances: [listed], NextToken: 'second' } },
  );
  const aws = await connectAws();
  expect(await aws.instances()).toEqual([
    {
      arn: ARN,
      id: 'ssoins-6987a1b2c3d4e5f6',
      identityStoreId: 'd-99672f8278',
      ownerAccountId: '111122223333',
      name: 'main',
      createdDate: new Date('2024-05-01T00:00:00Z'),
      status: 'ACTIVE',
      primaryRegion: 'eu-central-1',
      regions: ['eu-central-1'],
    },
    expect.objectContaining({ id: 'ssoins-6987a1b2c3d4e5f7', status: 'NEW_STATE' }),
  ]);
  expect(wire.operations()).toEqual(['ListInstances', 'ListInstances']);
});

describe('one instance', () => {
  test('is described and joined with its entry in the list', async () => {
    wire.on('ListInstances', { body: { Instances: [listed] } });
    const { Name: _name, ...rest } = described;
    wire.on('DescribeInstance', { body: rest });
    wire.on('DescribeOrganization', organization);
    const aws = await connectAws();
    expect(await aws.instance(ARN)).toMatchObject({
      arn: ARN,
      name: 'main',
      primaryRegion: 'eu-central-1',
      regions: ['eu-central-1', 'us-east-1'],
      kind: 'organization',
      kms: { keyType: 'AWS_OWNED_KMS_KEY' },
      permissionSetsEnabled: true,
      limits: [],
    });
  });

  test('goes on with the list where describing is not allowed, and says so', async () => {
    wire.on('ListInstances', { body: { Instances: [listed] } });
    wire.on('DescribeInstance', denied);
    wire.on('DescribeOrganization', denied);
    const instance = await (await connectAws()).instance(ARN);
    expect(instance).toMatchObject({ name: 'main', kind: 'unknown', kms: undefined });
    expect(instance.limits).toEqual([
      expect.stringContaining('sso:DescribeInstance'),
      expect.stringContaining('organizations:DescribeOrganization'),
    ]);
  });

  test('goes on with the description where listing is not allowed', async () => {
    wire.on('ListInstances', denied);
    wire.on('DescribeInstance', { body: described });
    wire.on('DescribeOrganization', organization);
    expect(await (await connectAws()).instance(ARN)).toMatchObject({ arn: ARN, limits: [] });
  });

  test('fails where neither is allowed', async () => {
    wire.on('ListInstances', denied);
    wire.on('DescribeInstance', denied);
    wire.on('DescribeOrganization', organization);
    const error = await laterRefusal(async () => (await connectAws()).instance(ARN));
    expect(error.message).toContain('sso:DescribeInstance');
    expect(error.exit).toBe('notAuthorised');
  });

  test.each([
    ['another account owns it', { body: { Organization: { MasterAccountId: '999999999999' } } }],
    ['there is no organization', { exception: 'AWSOrganizationsNotInUseException' }],
  ])('is an account instance when %s', async (_name, answer) => {
    wire.on('ListInstances', { body: { Instances: [listed] } });
    wire.on('DescribeInstance', { body: described });
    wire.on('DescribeOrganization', answer);
    expect((await (await connectAws()).instance(ARN)).kind).toBe('account');
  });
});

test('an answer without what makes an instance is told as such', async () => {
  wire.on('ListInstances', { body: { Instances: [{ InstanceArn: ARN }] } });
  const error = await laterRefusal(async () => (await connectAws()).instances());
  expect(error.message).toContain('is not AWS');
});

describe('the organization', () => {
  test('is known by its management account', async () => {
    wire.on('DescribeOrganization', organization);
    expect(await (await connectAws()).organization()).toEqual({
      managementAccountId: '111122223333',
    });
  });

  test.each(['AccessDeniedException', 'AWSOrganizationsNotInUseException'])(
    'is undefined after %s',
    async (exception) => {
      wire.on('DescribeOrganization', { exception });
      expect(await (await connectAws()).organization()).toBeUndefined();
    },
  );

  test('but another failure is not taken for that', async () => {
    wire.on('DescribeOrganization', { exception: 'ExpiredTokenException' });
    const error = await laterRefusal(async () => (await connectAws()).organization());
    expect(error.message).toContain('have ended');
  });
});
