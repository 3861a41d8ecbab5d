import { expect, test } from 'vitest';
import { openStage } from './stage.js';

test('authentik that refuses is told, and nothing half stands on stdout', async () => {
  const stage = await openStage();
  const AUTHENTIK_TOKEN = stage.authentik.tokenWith(['authentik_core.view_application']);
  const { code, stdout, stderr } = await stage.run(['users', '--csv'], {
    env: { AUTHENTIK_TOKEN },
  });
  expect(code).toBe(4);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/look up users/);
});

test('AWS that refuses is told in JSON as one object', async () => {
  const stage = await openStage({ aws: { deniedActions: ['identitystore:ListUsers'] } });
  const { code, stdout } = await stage.run(['users', '--json']);
  expect(code).toBe(4);
  expect(JSON.parse(stdout)).toMatchObject({ format: 'authentik-aws/error' });
});

test('a sandbox of its own can be looked at', async () => {
  const stage = await openStage();
  const { code, stdout } = await stage.run(['users', '--sandbox']);
  expect(code).toBe(0);
  expect(stdout).toContain('1 person can sign in, 2 problems.');
  expect(stage.authentikRequests()).toEqual([]);
});
