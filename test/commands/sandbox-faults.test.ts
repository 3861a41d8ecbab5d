import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { catalogue } from '../../src/sandbox/faults/index.js';
import { oneLine, runProgram, temporaryFolder } from './run-program.js';

const rehearsal = ['setup', '--sandbox', '--no-input', '--scim'];

function folder(): string {
  const { path, remove } = temporaryFolder();
  onTestFinished(remove);
  return path;
}

test('a fault by its flag goes wrong in the sandbox, which says so', async () => {
  const { code, stderr } = await runProgram([...rehearsal, '--fault', 'authentik-server-error']);
  expect(code).toBe(1);
  expect(stderr).toContain('Faults: authentik-server-error\n');
  expect(oneLine(stderr)).toContain("authentik's server failed when asked to read the version");
});

test('several faults by the variable, with commas', async () => {
  const env = { AUTHENTIK_AWS_FAULT: 'authentik-unavailable+times=1,aws-denies=sso:ListInstances' };
  const { code, stderr } = await runProgram(rehearsal, { env });
  expect(code).toBe(4);
  expect(stderr).toContain('Faults: authentik-unavailable+times=1, aws-denies=sso:ListInstances');
  expect(oneLine(stderr)).toContain('not allowed to call sso:ListInstances');
});

test('a fault by a line of .env', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, '.env'), 'AUTHENTIK_AWS_FAULT=authentik-token-ended\n');
  const { code, stderr } = await runProgram(rehearsal, { cwd });
  expect(code).toBe(4);
  expect(stderr).toContain('authentik does not accept the token (403)');
});

test('a proxy that lies in the way is gone with the run', async () => {
  const { code, stderr } = await runProgram([...rehearsal, '--fault', 'proxy-wants-password']);
  expect(code).toBe(4);
  expect(stderr).toContain('The proxy of this machine refused');
  expect(process.env.HTTP_PROXY).toBeUndefined();
});

test('an unknown name is refused with the nearest and the way to the list', async () => {
  const { code, stderr } = await runProgram([...rehearsal, '--fault', 'authentik-drop']);
  expect(code).toBe(64);
  expect(stderr).toContain('There is no fault "authentik-drop"');
  expect(stderr).toContain('Did you mean authentik-drops?');
  expect(stderr).toContain('authentik-aws help faults');
});

test('outside the sandbox a fault is refused before anything is asked', async () => {
  const { code, stderr } = await runProgram(['plan', '--fault', 'aws-slow', '--no-input']);
  expect(code).toBe(64);
  expect(oneLine(stderr)).toContain('A fault was asked for, but this run is not in the sandbox');
});

test('help lists every fault, within 80 columns', async () => {
  const { code, stdout } = await runProgram(['help', 'faults']);
  expect(code).toBe(0);
  for (const { name } of catalogue) expect(stdout).toContain(`  ${name}`);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
