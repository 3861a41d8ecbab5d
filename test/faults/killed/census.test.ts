import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStage, type Stage } from '../../commands/stage.js';
import { differences, takeCensus } from './census.js';
import { settingUp } from './setting-up.js';

async function setUp(): Promise<Stage> {
  const stage = await openStage();
  const { code, stderr } = await stage.run(settingUp.argv);
  expect(code, stderr).toBe(0);
  await stage.authentik.settled();
  return stage;
}

test('two runs that nothing disturbed leave the same', async () => {
  // In one process runs share its environment, so one after the other.
  const one = await takeCensus(await setUp());
  const other = await takeCensus(await setUp());
  expect(differences(one, other)).toEqual([]);
}, 120_000);

test('what is there twice, left over or different is noticed', async () => {
  const stage = await setUp();
  const before = await takeCensus(stage);
  const [binding] = await stage.list('/policies/bindings/');
  const { group, target } = binding ?? {};
  await stage.call('POST', '/policies/bindings/', { group, target, order: 0 });
  await stage.call('POST', '/crypto/certificatekeypairs/generate/', {
    common_name: 'left over',
    validity_days: 1,
  });
  await stage.call('PATCH', '/providers/saml/1/', { acs_url: 'https://example.com/other' });
  stage.instance.provisioning?.generateToken();
  stage.instance.directory.addGroup({ displayName: 'left over', createdBy: 'SCIM' });
  writeFileSync(join(stage.folder, 'left-over'), '');
  const found = differences(before, await takeCensus(stage));
  for (const part of [
    /^too much: bindings: .*aws-users/,
    /^too much: key pairs: .*left over/,
    /^missing: SAML providers: /,
    /^too much: SAML providers: .*example\.com\/other/,
    /^missing: access tokens: 1/,
    /^too much: groups: .*left over/,
    /^too much: files: .*left-over/,
  ]) {
    expect(
      found.some((line) => part.test(line)),
      `${part} in ${found.join('\n')}`,
    ).toBe(true);
  }
}, 120_000);
