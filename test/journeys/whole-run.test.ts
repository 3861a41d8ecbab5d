import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { downloadServiceProviderMetadata } from '../../src/sandbox/person/index.js';
import { equipped, everythingAt, newDesk, newSandbox } from './desk.js';
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
  const files = await everythingAt(desk);
  expect(files).toContain('EntityDescriptor');
  expect(files).not.toContain(sandbox.authentik.token);
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
