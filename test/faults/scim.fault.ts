import { afterAll, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import { unattended } from '../commands/stage.js';
import { scimSynced, scimTried } from './cases/scim.js';
import { countTried, endure, expectMessage, stageWith } from './under-fault.js';

const tried = countTried('faults of the SCIM endpoint tried');
afterAll(tried.print);

test.each([...scimTried, ...scimSynced])(
  '$fault is told, and the next run finishes',
  async (one) => {
    await endure(one);
    tried.count();
  },
);

test('a refused token is told although somebody in scope stood in AWS before', async () => {
  const { stage, faults } = await stageWith(['scim-unauthorised+from=authentik']);
  const everybody = [...unattended, '--scim'];
  const { code, stderr } = await stage.run(everybody);
  expect(code, stderr).toBe(4);
  expectMessage(stderr);
  expect(oneLine(stderr)).toContain('1 of 2 users did not arrive in AWS');
  expect(oneLine(stderr)).toContain('AWS refused the token');
  await faults.end();
  const second = await stage.run(everybody);
  expect(second.code, second.stderr).toBe(0);
  expect(stage.instance.directory.users.find('userName', 'alice@example.com')).toBeDefined();
  tried.count();
});
