import { execFile } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.js';
import { SHIELD, shownCommand } from '../commands/run-program.js';
import { type Desk, equipped, newDesk, newSandbox } from './desk.js';
import { bringServiceProviderMetadata } from './handovers.js';
import { holdAws, holdRequest } from './held-request.js';
import { endOf, startPiped } from './piped.js';
import { program, startInPty } from './pty.js';

const unattended = ['setup', '--console', 'sandbox', '--accept-identity-source'];
const statePathOf = (desk: Desk) => join(desk.folder, 'state.json');
const asking = ['POST', '/api/v3/providers/saml/'] as const;

/** The environment of somebody whose state is where the test finds it. */
function withState(desk: Desk, sandbox: Sandbox): Record<string, string> {
  return { ...equipped(desk, sandbox), ...SHIELD, AUTHENTIK_AWS_STATE: statePathOf(desk) };
}

/** Resolves once a stream has carried a text. */
async function said(stream: AsyncIterable<unknown>, wanted: string): Promise<void> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes(wanted)) return;
  }
  throw new Error(`ended without "${wanted}":\n${text}`);
}

/** Runs a command line as somebody who pasted it; rejects with what it said when it fails. */
async function inShell(command: string, env: Record<string, string>, cwd: string): Promise<void> {
  await promisify(execFile)('/bin/sh', ['-c', command], { env, cwd });
}

function thingsIn(desk: Desk): object {
  return JSON.parse(readFileSync(statePathOf(desk), 'utf8')).things;
}

test('the command that is shown goes on: flags quoted, what was typed, secrets to fill in', async () => {
  const desk = await newDesk();
  const hold = holdRequest(...asking);
  const sandbox = await newSandbox({ intercept: hold.intercept });
  const { AUTHENTIK_URL: url = '', AUTHENTIK_TOKEN: token = '', ...env } = withState(desk, sandbox);
  const args = [...unattended, '--application-name', "Alice's $HOME AWS"];
  const pty = startInPty({ args, env, cwd: desk.folder });
  await pty.waitFor('? Address of authentik');
  pty.answer(url);
  await pty.waitFor('? API token of authentik');
  pty.answer(token);
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await hold.arrived;
  pty.ctrlC();
  await pty.waitFor('Stopping after this request.');
  hold.release();
  expect(await pty.ended()).toBe(130);

  const shown = shownCommand(pty.screen()) ?? '';
  expect(shown).toMatch(/^AUTHENTIK_TOKEN=… authentik-aws setup --console sandbox /);
  expect(pty.raw()).not.toContain(token);
  symlinkSync(program, join(desk.folder, 'authentik-aws'));
  const PATH = `${desk.folder}:${env.PATH}`;
  await inShell(shown.replace('…', token), { ...env, PATH }, desk.folder);
  expect(sandbox.authentik.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s during a request lets it finish', async (signal) => {
  const desk = await newDesk();
  const hold = holdRequest(...asking);
  const sandbox = await newSandbox({ intercept: hold.intercept });
  const pty = startInPty({
    args: [...unattended, '--yes'],
    env: withState(desk, sandbox),
    cwd: desk.folder,
  });
  await hold.arrived;
  pty.signal(signal);
  await pty.waitFor('Stopping after this request.');
  hold.release();
  expect(await pty.ended()).toBe(130);
  expect(thingsIn(desk)).toMatchObject({ 'saml-provider': { origin: 'made', id: '1' } });
  expect(existsSync(`${statePathOf(desk)}.lock`)).toBe(false);
});

test('a closed terminal that is told twice is no second Ctrl-C', async () => {
  const desk = await newDesk();
  const hold = holdRequest(...asking);
  const sandbox = await newSandbox({ intercept: hold.intercept });
  const args = [...unattended, '--yes'];
  const pty = startInPty({ args, env: withState(desk, sandbox), cwd: desk.folder });
  await hold.arrived;
  pty.signal('SIGHUP');
  await pty.waitFor('Stopping after this request.');
  pty.signal('SIGHUP');
  hold.release();
  await pty.waitFor('what was done is saved');
  expect(await pty.ended()).toBe(130);
});

test('a window that is closed at a question costs nothing: the lock is given back', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const lock = `${statePathOf(desk)}.lock`;
  const pty = startInPty({ args: [], env: withState(desk, sandbox), cwd: desk.folder });
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await bringServiceProviderMetadata({ pty, desk, sandbox });
  await pty.waitFor('? Type switch to go on');
  expect(existsSync(lock)).toBe(true);
  pty.hangUp();
  await vi.waitFor(() => expect(existsSync(lock)).toBe(false), { timeout: 20_000 });
  expect(thingsIn(desk)).toMatchObject({ application: { origin: 'made' } });
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s at a question takes it away', async (signal) => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const pty = startInPty({ args: [], env: withState(desk, sandbox), cwd: desk.folder });
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await bringServiceProviderMetadata({ pty, desk, sandbox });
  await pty.waitFor('? Type switch to go on');
  pty.signal(signal);
  const told = await pty.waitFor('what was done is saved');
  expect(told).not.toContain('Stopping after this request.');
  expect(await pty.ended()).toBe(130);
  expect(existsSync(`${statePathOf(desk)}.lock`)).toBe(false);
});

test('SIGTERM stops a run without a terminal, too', async () => {
  const desk = await newDesk();
  const hold = holdRequest(...asking);
  const sandbox = await newSandbox({ intercept: hold.intercept });
  const child = startPiped({ args: unattended, env: withState(desk, sandbox), cwd: desk.folder });
  await hold.arrived;
  child.kill('SIGTERM');
  await said(child.stderr, 'Stopping after this request.');
  hold.release();
  expect(await endOf(child)).toBe(130);
  expect(thingsIn(desk)).toMatchObject({ 'saml-provider': { origin: 'made', id: '1' } });
});

test('Ctrl-C ends the wait for a sign-in', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = withState(desk, sandbox);
  const args = [...unattended, '--yes', '--wait-for-sign-in', '1h'];
  const pty = startInPty({ args, env, cwd: desk.folder });
  await pty.waitFor('waiting for CloudTrail to show a sign-in');
  pty.ctrlC();
  await pty.waitFor('what was done is saved');
  expect(await pty.ended()).toBe(130);
});

test('Ctrl-C ends the pause before a request is repeated', async () => {
  const desk = await newDesk();
  let refused = () => {};
  const wasRefused = new Promise<void>((resolve) => {
    refused = resolve;
  });
  const sandbox = await newSandbox({
    intercept: async ({ url }) => {
      if (!url.includes('/crypto/')) return undefined;
      refused();
      return new Response('', { status: 503, headers: { 'retry-after': '30' } });
    },
  });
  const pty = startInPty({ args: unattended, env: withState(desk, sandbox), cwd: desk.folder });
  await wasRefused;
  pty.ctrlC();
  await pty.waitFor('what was done is saved');
  expect(await pty.ended()).toBe(130);
});

test.each(['plan', 'status', 'users'])(
  'Ctrl-C ends %s at once, whatever it waits for',
  async (command) => {
    const desk = await newDesk();
    const hold = holdRequest('GET', '/api/v3/core/applications/aws/');
    const sandbox = await newSandbox({ intercept: hold.intercept });
    const pty = startInPty({ args: [command], env: withState(desk, sandbox), cwd: desk.folder });
    await hold.arrived;
    pty.ctrlC();
    await pty.waitFor('Stopped. Nothing was changed.');
    expect(await pty.ended()).toBe(130);
    hold.release();
  },
);

test('Ctrl-C ends a look at AWS that does not come back', async () => {
  const desk = await newDesk();
  const hold = holdAws('ListUsers');
  const sandbox = await newSandbox({}, { intercept: hold.intercept });
  const pty = startInPty({ args: ['users'], env: withState(desk, sandbox), cwd: desk.folder });
  await hold.arrived;
  pty.ctrlC();
  await pty.waitFor('Stopped. Nothing was changed.');
  expect(await pty.ended()).toBe(130);
  hold.release();
});

test('a rehearsal that is stopped does not claim to have saved anything', async () => {
  const desk = await newDesk();
  const args = ['setup', '--sandbox', '--yes', '--wait-for-sign-in', '1h'];
  const pty = startInPty({ args, env: desk.env, cwd: desk.folder });
  await pty.waitFor('waiting for CloudTrail to show a sign-in');
  pty.ctrlC();
  await pty.waitFor('Stopped, and the sandbox is gone with this run. Begin anew with:');
  expect(await pty.ended()).toBe(130);
  expect(shownCommand(pty.screen())).toBe(`authentik-aws ${args.join(' ')}`);
});
