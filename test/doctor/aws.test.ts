import { expect, test } from 'vitest';
import { encryption } from '../../src/doctor/aws/encryption.js';
import { permissionSets } from '../../src/doctor/aws/permission-sets.js';
import { consoleRights } from '../../src/doctor/aws/simulated.js';
import { awsWith, contextWith, instanceWith } from './context-with.js';

const on = (parts: Parameters<typeof instanceWith>[0]) =>
  contextWith({ instance: instanceWith(parts) });

test.each([
  [true, 'ok'],
  [false, 'problem'],
  [undefined, 'not known'],
])('permission sets that are enabled: %s', async (permissionSetsEnabled, result) => {
  expect(await permissionSets.run(on({ permissionSetsEnabled }))).toMatchObject({ result });
});

test('whose key encrypts the instance is told', async () => {
  const own = { keyType: 'CUSTOMER_MANAGED_KEY', keyArn: 'arn:aws:kms:eu-central-1:1:key/x' };
  expect(await encryption.run(on({ kms: own }))).toMatchObject({ details: [own.keyArn] });
  const ofAws = await encryption.run(on({ kms: { keyType: 'AWS_OWNED_KMS_KEY' } }));
  expect(ofAws.text).toBe('the instance is encrypted with a key of AWS');
  expect((await encryption.run(on({ kms: undefined }))).result).toBe('not known');
});

test('root is not simulated', async () => {
  const arn = 'arn:aws:iam::111122223333:root';
  const aws = awsWith({ caller: async () => ({ accountId: '111122223333', arn }) });
  expect((await consoleRights.run(contextWith({ aws }))).result).toBe('not applicable');
});
