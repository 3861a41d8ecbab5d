import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { SHIELD } from '../commands/run-program.js';
import { equipped, newDesk, newSandbox } from './desk.js';
import { program } from './pty.js';

/** Runs a command line of a shell, in which `authentik-aws` is the program; fails when it fails. */
async function inShell(line: string, env: Record<string, string>, cwd: string) {
  // The pipe's first part decides as well: `set -o pipefail` is not in every shell.
  const script = `authentik_aws() { "${process.execPath}" "${program}" "$@"; echo "ended: $?" >&2; }\n${line}`;
  return promisify(execFile)('/bin/sh', ['-c', script], { env, cwd });
}

test.each([
  'authentik_aws --help | true',
  'authentik_aws --version | true',
  'authentik_aws help environment | head -1',
  'authentik_aws help steps | true',
])('nobody reads on: %s', async (line) => {
  const desk = await newDesk();
  const { stderr } = await inShell(line, { ...desk.env }, desk.folder);
  expect(stderr).toBe('ended: 0\n');
});

test.each(['plan | head -1', 'status | true', 'users --csv | true', 'plan --json | head -1'])(
  'nobody reads on: %s',
  async (line) => {
    const desk = await newDesk();
    const env = { ...equipped(desk, await newSandbox()), ...SHIELD };
    const { stderr } = await inShell(`authentik_aws ${line}`, env, desk.folder);
    expect(stderr).toContain('ended: 0\n');
    expect(stderr).not.toMatch(/EPIPE|bug/);
  },
);

test('nobody reads what a run says, and it still does all and keeps all', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...equipped(desk, sandbox), ...SHIELD, AUTHENTIK_AWS_STATE: 'state.json' };
  const setup = 'authentik_aws setup --console sandbox --accept-identity-source';
  await inShell(`${setup} 2>&1 | head -1`, env, desk.folder);
  const statePath = join(desk.folder, 'state.json');
  const { things, told } = JSON.parse(readFileSync(statePath, 'utf8'));
  const written = ['metadata.xml', 'certificate.pem'].map((name) =>
    expect.stringMatching(new RegExp(`^file:.*/authentik-aws-${name}$`)),
  );
  const made = ['signing-certificate', 'saml-provider', 'application', ...written];
  expect(Object.keys(things)).toEqual(made);
  expect(told).toHaveProperty('identitySource');
  expect(existsSync(`${statePath}.lock`)).toBe(false);
  expect(sandbox.aws.world.instances[0]?.identitySource.type).toBe('external');
});
