import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { oneLine, runProgram, temporaryFolder } from './run-program.js';
import { readError } from './seen-plan.js';

test.each(['', 'setup', 'plan', 'status', 'setup --yes'])(
  'all that is missing is told at once: authentik-aws %s',
  async (words) => {
    const { code, stdout, stderr } = await runProgram(words.split(' ').filter(Boolean));
    expect(code).toBe(64);
    expect(stdout).toBe('');
    const told = oneLine(stderr);
    expect(told).toContain('4 inputs are missing and nobody can be asked');
    for (const name of ['AUTHENTIK_URL', 'AUTHENTIK_TOKEN', 'AWS_REGION', 'AWS_PROFILE']) {
      expect(told).toContain(name);
    }
  },
);

test('only what is missing is told', async () => {
  const env = {
    AUTHENTIK_URL: 'https://auth.example.com',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example-secret-key',
  };
  const { code, stderr } = await runProgram(['setup'], { env });
  expect(code).toBe(64);
  expect(stderr).toContain('1 input is missing');
  expect(stderr).toContain('--authentik-token-file');
  expect(stderr).not.toContain('--authentik-url');
});

test('--json tells it as one object', async () => {
  const { code, stdout } = await runProgram(['plan', '--json']);
  const { exit, next } = readError(stdout);
  expect([code, exit.code, exit.reason]).toEqual([64, 64, 'usage']);
  expect(next.join('\n')).toContain('--authentik-url <url> or AUTHENTIK_URL');
});

test('what cannot be used is told at once as well, before anything is asked', async () => {
  const flags = ['--authentik-url', 'ftp://auth', '--region', 'here', '--certificate-days', '1'];
  const { code, stderr } = await runProgram(['setup', ...flags]);
  expect(code).toBe(64);
  for (const flag of ['--authentik-url', '--region', '--certificate-days']) {
    expect(stderr).toContain(flag);
  }
});

test('the Region of the AWS profile and the values of .env do', async () => {
  const { path, remove } = temporaryFolder();
  onTestFinished(remove);
  mkdirSync(join(path, 'aws'));
  const config = join(path, 'aws', 'config');
  writeFileSync(config, '[default]\nregion = eu-central-1\n');
  writeFileSync(join(path, '.env'), 'AUTHENTIK_URL=https://auth.example.com\n');
  const env = { AWS_CONFIG_FILE: config };
  const { stderr } = await runProgram(['setup'], { env, cwd: path });
  expect(oneLine(stderr)).toContain('2 inputs are missing');
  expect(stderr).toContain('AUTHENTIK_TOKEN');
  expect(stderr).not.toContain('AWS_REGION');
});
