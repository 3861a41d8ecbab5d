import { expect, onTestFinished, test } from 'vitest';
import { startAws } from '../../src/sandbox/aws/index.js';
import { awsEnvironment } from '../../src/sandbox/index.js';
import { newDesk, newSandbox } from './desk.js';
import { instanceOf } from './handovers.js';
import { runPiped } from './piped.js';
import { startInPty } from './pty.js';

async function grantAt(args: readonly string[]) {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const { directory, access } = instanceOf(sandbox);
  directory.addGroup({ displayName: 'crew', createdBy: 'a test' });
  // AWS alone: nothing at this desk tells of authentik.
  const env = { ...desk.env, ...sandbox.environment };
  const pty = startInPty({ args: ['grant', ...args], env, cwd: desk.folder });
  const given = () => access.assignments.map(({ accountId }) => accountId);
  return { pty, access, given };
}

test('a person is asked for what is missing, sees the plan, agrees once and gets the address', async () => {
  const { pty, given } = await grantAt([]);
  await pty.waitFor('? Group of IAM Identity Center');
  pty.answer('crew');
  await pty.waitFor('? AWS accounts by id or name');
  pty.answer('111');
  await pty.waitFor('twelve digits');
  pty.answer('\u0015development, production');
  await pty.waitFor('? Policies that AWS manages');
  pty.answer('ReadOnlyAccess,SecurityAudit');
  await pty.waitFor('? Name of the permission set');
  pty.answer('Audit');
  const plan = await pty.waitFor('? Go ahead?');
  expect(plan).toContain('What grant would do');
  expect(plan).toContain('permission set "Audit"');
  expect(given()).toEqual([]);
  pty.answer('y');
  const end = await pty.waitFor('✓ Done. Everything is in place.');
  expect(end).toContain('"Audit" for group "crew" in production');
  await pty.waitFor('people begin at');
  await pty.waitFor('#/console?account_id=444455556666&role_name=Audit');
  await pty.waitFor('The same with nobody to ask');
  expect(await pty.ended()).toBe(0);
  expect(given()).toEqual(['444455556666', '777788889999']);
  expect(pty.screen()).toContain('--to-group crew');
});

test("to change somebody else's permission set its name has to be typed", async () => {
  const words = ['crew', '--account', 'development', '--policy', 'ReadOnlyAccess'];
  for (const [typed, code] of [
    ['', 1],
    ['ReadOnlyAccess', 0],
  ] as const) {
    const { pty, access, given } = await grantAt(words);
    access.addPermissionSet({ name: 'ReadOnlyAccess' });
    await pty.waitFor('this tool did not make the permission set "ReadOnlyAccess"');
    await pty.waitFor('? Type ReadOnlyAccess');
    pty.answer(typed);
    expect(await pty.ended()).toBe(code);
    expect(given()).toHaveLength(code === 0 ? 1 : 0);
  }
});

test('a person who says no has changed nothing', async () => {
  const { pty, access } = await grantAt(['crew', '--account', 'all', '--policy', 'ReadOnlyAccess']);
  await pty.waitFor('? Go ahead?');
  pty.answer('n');
  await pty.waitFor('Nothing was changed.');
  expect(await pty.ended()).toBe(1);
  expect(access.permissionSets).toEqual([]);
});

test('a run that is killed while assignments are under way is finished by the next', async () => {
  const desk = await newDesk();
  const aws = await startAws({ accessSeconds: 1 });
  onTestFinished(() => aws.close());
  const [instance] = aws.world.instances;
  const env = { ...desk.env, ...awsEnvironment(aws) };
  const args = ['grant', '--to-user', 'admin@example.com', '--account', 'all', '--yes'];
  const words = [...args, '--policy', 'ReadOnlyAccess'];
  const pty = startInPty({ args: words, env, cwd: desk.folder });
  await pty.waitFor('[4/4] Assign it in the accounts');
  await expect.poll(() => instance?.access.operations.length).toBe(2);
  pty.kill();

  const { code, stdout } = await runPiped({ args: words, env, cwd: desk.folder });
  expect(code).toBe(0);
  expect(stdout).toContain('Done. Everything is in place.');
  expect(instance?.access.permissionSets).toHaveLength(1);
  expect(instance?.access.assignments).toHaveLength(2);
});
