import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { downloadServiceProviderMetadata } from '../../src/sandbox/person/index.js';
import { type Desk, equipped, newDesk, newSandbox } from './desk.js';
import { declineToOpenPage, doAllHandovers, instanceOf } from './handovers.js';
import { startInPty } from './pty.js';

test('a person is asked for what is missing, agrees once, does the console part and sees the proof', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...desk.env, ...sandbox.environment };
  const pty = startInPty({ args: [], env, cwd: desk.folder });

  await pty.waitFor('? Address of authentik');
  pty.answer(sandbox.authentik.url);
  await pty.waitFor('? API token of authentik');
  pty.answer(sandbox.authentik.token);
  await pty.waitFor('✓ API token of authentik •••');
  const plan = await pty.waitFor('? Go ahead?');
  expect(plan).toContain('What setup would do');
  pty.answer('y');
  await doAllHandovers({ pty, desk, sandbox });

  const end = await pty.waitFor('✓ Done. Everything is in place.');
  expect(end).toContain('alice@example.com signed in through authentik');
  expect(await pty.ended()).toBe(0);
  expect(pty.screen().match(/What setup would do/g)).toHaveLength(1);
  expect(instanceOf(sandbox).identitySource.type).toBe('external');

  expect(pty.raw()).not.toContain(sandbox.authentik.token);
  expect(await everythingIn(desk)).not.toContain(sandbox.authentik.token);
});

test('a file that the browser saves while the question is open is noticed and taken', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const pty = startInPty({ args: [], env: equipped(desk, sandbox), cwd: desk.folder });
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await declineToOpenPage(pty);
  await pty.waitFor('? Path of the downloaded file');
  const saved = join(desk.folder, 'Downloads', 'AWS_SSO.xml');
  await writeFile(saved, await downloadServiceProviderMetadata(sandbox.aws.console));
  await pty.waitFor(`A new file is there: ${saved}`);
  await pty.waitFor('? Take it?');
  pty.answer('');
  await pty.waitFor('✓ SAML provider "AWS IAM Identity Center" created');
});

test('whether to set up SCIM is asked once, before the plan, and remembered', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...equipped(desk, sandbox), AUTHENTIK_AWS_SCIM: '' };
  const first = startInPty({ args: [], env, cwd: desk.folder });
  await first.waitFor('? Set up SCIM as well?');
  first.answer('y');
  expect(await first.waitFor('? Go ahead?')).toContain('Enable automatic provisioning');
  first.answer('n');
  expect(await first.ended()).toBe(1);

  const second = startInPty({ args: [], env, cwd: desk.folder });
  const upToPlan = await second.waitFor('? Go ahead?');
  expect(upToPlan).toContain('Enable automatic provisioning');
  expect(upToPlan).not.toContain('Set up SCIM as well?');
});

/** The text of every file that the run left at the desk, its state and what is for the console. */
async function everythingIn({ folder }: Desk): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toContain('authentik-aws-metadata.xml');
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}
