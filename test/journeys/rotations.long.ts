import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signIn } from '../../src/sandbox/browser/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import {
  deleteCertificate,
  deleteToken,
  generateToken,
  importCertificate,
  trustedCertificates,
} from '../../src/sandbox/person/index.js';
import { type Desk, equipped, everythingAt, newDesk, newSandbox } from './desk.js';
import { addAlice, declineToOpenPage } from './handovers.js';
import { runPiped } from './piped.js';
import { startInPty } from './pty.js';

/** A set-up that an earlier run finished at the pretended console. */
async function finished(more: readonly string[] = []): Promise<{ desk: Desk; sandbox: Sandbox }> {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const args = ['setup', '--console', 'sandbox', '--accept-identity-source', ...more];
  const run = await runPiped({ args, env: equipped(desk, sandbox), cwd: desk.folder });
  expect(run).toMatchObject({ code: 0 });
  return { desk, sandbox };
}

async function signInAlice({ aws, authentik }: Sandbox): Promise<void> {
  const who = { user: 'alice', password: authentik.alicePassword };
  expect(await signIn({ awsEndpoint: aws.endpoint, ...who })).toMatchObject({ accepted: true });
}

test('a person rotates the certificate: agrees once, imports it, signs in before and after', async () => {
  const { desk, sandbox } = await finished();
  await addAlice(sandbox);
  const env = equipped(desk, sandbox);
  const pty = startInPty({ args: ['rotate', 'certificate'], env, cwd: desk.folder });
  expect(await pty.waitFor('? Go ahead?')).toContain('What the rotation would do');
  pty.answer('y');
  await declineToOpenPage(pty);
  const asked = await pty.waitFor('to say that AWS lists it');
  const typed = /Type ([0-9A-F:]+) to say/.exec(asked.replaceAll(/\s+/g, ' '))?.[1] ?? '';
  const file = join(desk.folder, 'authentik-aws-files', 'authentik-aws-next-certificate.pem');
  await importCertificate(sandbox.aws.console, await readFile(file, 'utf8'));
  pty.answer('00:00:00:00');
  await pty.waitFor('is not the certificate that is to be imported');
  // Ctrl-U: what was refused is still on the line.
  pty.answer(`\u0015${typed}`);
  await declineToOpenPage(pty);
  await pty.waitFor('? Did it work? Type yes or no (Enter: go on without)');
  await signInAlice(sandbox);
  pty.answer('yes');
  await pty.waitFor('alice@example.com signed in through authentik');
  await declineToOpenPage(pty);
  await pty.waitFor('? Did it work? Type yes or no (Enter: later)');
  await signInAlice(sandbox);
  pty.answer('yes');
  await pty.waitFor('✓ Done. Everything is in place.');
  expect(await pty.ended()).toBe(0);
  expect(pty.screen()).toContain('--remove-old');
});

/** Answers up to the question whether sign-ins still work, with AWS as a deed leaves it. */
async function importedAndTried(deed: (sandbox: Sandbox) => Promise<void>) {
  const { desk, sandbox } = await finished();
  await addAlice(sandbox);
  const env = equipped(desk, sandbox);
  const pty = startInPty({ args: ['rotate', 'certificate', '--yes'], env, cwd: desk.folder });
  await declineToOpenPage(pty);
  const asked = await pty.waitFor('to say that AWS lists it');
  const typed = /Type ([0-9A-F:]+) to say/.exec(asked.replaceAll(/\s+/g, ' '))?.[1] ?? '';
  const file = join(desk.folder, 'authentik-aws-files', 'authentik-aws-next-certificate.pem');
  await importCertificate(sandbox.aws.console, await readFile(file, 'utf8'));
  await deed(sandbox);
  pty.answer(typed);
  await declineToOpenPage(pty);
  await pty.waitFor('? Did it work? Type yes or no (Enter: go on without)');
  return { pty, sandbox };
}

test('a person says that the sign-in failed: nothing is switched before he has looked', async () => {
  const { pty } = await importedAndTried(async () => undefined);
  pty.answer('no');
  await pty.waitFor('since a sign-in failed');
  await declineToOpenPage(pty);
  await pty.waitFor('? Type go on to switch anyway (Enter: stop here)');
  pty.answer('');
  await pty.waitFor('To give it up: authentik-aws rotate certificate --abandon');
  expect(await pty.ended()).toBe(3);
  expect(pty.screen()).not.toContain('[6/7]');
});

test('a person sees why the sign-in was refused, and goes on since that mends it', async () => {
  const { pty, sandbox } = await importedAndTried(async ({ aws }) => {
    const [inUse] = await trustedCertificates(aws.console);
    await deleteCertificate(aws.console, String(inUse));
  });
  const who = { user: 'alice', password: sandbox.authentik.alicePassword };
  expect((await signIn({ awsEndpoint: sandbox.aws.endpoint, ...who })).accepted).toBe(false);
  pty.answer('no');
  await pty.waitFor('a sign-in was refused on');
  await declineToOpenPage(pty);
  await pty.waitFor('? Type go on to switch anyway (Enter: stop here)');
  pty.answer('go on');
  await declineToOpenPage(pty);
  await pty.waitFor('? Did it work? Type yes or no (Enter: later)');
  await signInAlice(sandbox);
  pty.answer('yes');
  await pty.waitFor('✓ Done. Everything is in place.');
  expect(await pty.ended()).toBe(0);
});

test('a person rotates the token: it shows as dots and is written nowhere', async () => {
  const { desk, sandbox } = await finished(['--scim', '--group', 'aws-users']);
  const env = { ...equipped(desk, sandbox), AUTHENTIK_AWS_SCIM: 'yes' };
  const pty = startInPty({ args: ['rotate', 'scim-token'], env, cwd: desk.folder });
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await declineToOpenPage(pty);
  await pty.waitFor('? Second access token');
  const token = await generateToken(sandbox.aws.console);
  pty.answer(token);
  await declineToOpenPage(pty);
  await pty.waitFor('? Type deleted once it is deleted');
  await deleteToken(sandbox.aws.console, 'oldest');
  pty.answer('deleted');
  await pty.waitFor('✓ Done. Everything is in place.');
  expect(await pty.ended()).toBe(0);
  expect(pty.raw()).not.toContain(token);
  expect(await everythingAt(desk)).not.toContain(token);
});
