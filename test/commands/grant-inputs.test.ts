import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireLock } from '../../src/engine/lock.js';
import { openGrantStage } from './grant-stage.js';
import { oneLine, runProgram } from './run-program.js';
import { readError } from './seen-plan.js';

test('all that is missing is told at once, and nothing of authentik', async () => {
  const { code, stdout, stderr } = await runProgram(['grant']);
  expect(code).toBe(64);
  expect(stdout).toBe('');
  const told = oneLine(stderr);
  expect(told).toContain('5 inputs are missing and nobody can be asked');
  for (const name of ['AWS_REGION', '--to-group', '--account', '--policy', 'AWS_PROFILE']) {
    expect(told).toContain(name);
  }
  expect(told).not.toContain('AUTHENTIK_URL');
});

test.each([
  ['two policies without a name', ['--policy', 'ReadOnlyAccess', '--policy', 'SecurityAudit']],
  ['an inline policy without a name', ['--inline-policy', 'policy.json']],
])('a permission set of %s has to be named', async (_what, words) => {
  const stage = await openGrantStage();
  const { code, stdout } = await stage.grant(['crew', '--account', 'all', '--json', ...words]);
  expect(code).toBe(64);
  expect(readError(stdout).next[0]).toContain('--permission-set <name or ARN>');
});

test.each([
  ['a group and a user', ['crew', '--to-user', 'admin@example.com'], 'Both a group and a user'],
  ['a group twice', ['crew', '--to-group', 'others'], 'The group is named twice'],
  [
    'a policy of an account',
    ['crew', '--policy', 'arn:aws:iam::111122223333:policy/Mine'],
    '--customer-policy',
  ],
  ['an id of eleven digits', ['crew', '--account', '11112222333'], 'twelve digits'],
  ['half an hour', ['crew', '--session-duration', '30m'], 'too short'],
  ['--csv without --list', ['crew', '--csv'], '--csv goes with --list only'],
  [
    'a portal of another instance',
    ['crew', '--portal-url', 'https://d-0000000000.awsapps.com/start'],
    'does not belong',
  ],
  [
    'a long name',
    ['crew', '--policy', 'AmazonEC2ContainerRegistryFullAccess'],
    '--permission-set NAME',
  ],
])('%s: refused with code 64', async (_what, words, told) => {
  const stage = await openGrantStage();
  const rest = words.includes('--policy') ? [] : ['--policy', 'ReadOnlyAccess'];
  const account = words.includes('--account') ? [] : ['--account', 'all'];
  const { code, stderr } = await stage.grant([...words, ...rest, ...account]);
  expect(code).toBe(64);
  expect(oneLine(stderr)).toContain(told);
  expect(stage.writes()).toEqual([]);
});

test.each([
  ['is not there', undefined, 'It does not exist'],
  ['is no JSON', '{', 'It is not JSON'],
  ['is not in UTF-8', Buffer.from('{"Statement":[{"Sid":"é"}]}', 'latin1'), 'not text in UTF-8'],
  ['is no policy', '{"Version":"2012-10-17"}', '"Statement" is missing'],
  [
    'is too long without blanks',
    `{"Statement":[{"Sid":"${'x'.repeat(10_240)}"}]}`,
    'AWS takes 10240',
  ],
  ['is too large', `{"Statement":[{}]}${' '.repeat(32_768)}`, '32768 bytes'],
])('an inline policy whose file %s: refused with code 64', async (_what, content, told) => {
  const stage = await openGrantStage();
  const file = join(stage.folder, 'policy.json');
  if (content !== undefined) writeFileSync(file, content);
  const words = ['--inline-policy', file, '--permission-set', 'Ops', '--account', 'all'];
  const { code, stderr } = await stage.grant(['crew', ...words]);
  expect(code).toBe(64);
  expect(oneLine(stderr)).toContain(told);
  expect(stage.writes()).toEqual([]);
});

test('two runs on one instance keep out of the way of one another', async () => {
  const stage = await openGrantStage();
  const path = `${stage.statePath}.access.lock`;
  const release = await acquireLock(path, 'authentik-aws grant others', new Date());
  const argv = ['crew', '--account', 'all', '--policy', 'ReadOnlyAccess'];
  const { code, stderr } = await stage.grant(argv);
  expect(code).toBe(5);
  expect(stderr).toContain('authentik-aws grant others');
  expect((await stage.grant([...argv, '--dry-run'])).code).toBe(0);
  await release();
  expect((await stage.grant(argv)).code).toBe(0);
});

test('no secret gets out, whatever is printed', async () => {
  const stage = await openGrantStage();
  const secret = stage.aws.secretAccessKey;
  const argv = ['crew', '--account', 'all', '--policy', 'ReadOnlyAccess', '--verbose', '--json'];
  const { code, stdout, stderr } = await stage.grant(argv);
  expect(code).toBe(0);
  expect(stderr).toContain('AWS sso CreateAccountAssignment: 200');
  expect(`${stdout}${stderr}`).not.toContain(secret);
});
