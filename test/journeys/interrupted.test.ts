import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.js';
import { type Desk, equipped, newDesk, newSandbox } from './desk.js';
import { bringServiceProviderMetadata, instanceOf } from './handovers.js';
import { holdRequest } from './held-request.js';
import { runPiped } from './piped.js';
import { startInPty } from './pty.js';

test('Ctrl-C at a question ends the run, and the next run goes on from there', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = equipped(desk, sandbox);
  const first = startInPty({ args: [], env, cwd: desk.folder });
  await first.waitFor('? Go ahead?');
  first.answer('y');
  await bringServiceProviderMetadata({ pty: first, desk, sandbox });
  await first.waitFor('? Type switch to go on');
  first.ctrlC();
  await first.waitFor('Stopped, and what was done is saved. Go on with:');
  await first.waitFor('authentik-aws setup');
  expect(await first.ended()).toBe(130);

  await finishAtPretendedConsole(desk, sandbox);
  expect(creations(sandbox)).toEqual(EACH_ONCE);
});

test('Ctrl-C during a request lets it finish, and the next run makes nothing twice', async () => {
  const { hold, desk, sandbox, pty } = await runUntilRequestIsHeld();
  pty.ctrlC();
  await pty.waitFor('Stopping after this request. Press Ctrl-C again to leave at once.');
  hold.release();
  await pty.waitFor('Stopped, and what was done is saved');
  await pty.waitFor('authentik-aws setup');
  expect(await pty.ended()).toBe(130);

  await finishAtPretendedConsole(desk, sandbox);
  expect(creations(sandbox)).toEqual(EACH_ONCE);
});

test('a second Ctrl-C leaves at once, and the next run finds what the last request made', async () => {
  const { hold, desk, sandbox, pty } = await runUntilRequestIsHeld();
  pty.ctrlC();
  await pty.waitFor('Press Ctrl-C again to leave at once.');
  pty.ctrlC();
  await pty.waitFor('Left at once.');
  expect(await pty.ended()).toBe(130);
  hold.release();

  await finishAtPretendedConsole(desk, sandbox);
  expect(creations(sandbox)).toEqual(EACH_ONCE);
});

/** A run at a terminal up to the moment when authentik is about to make the SAML provider. */
async function runUntilRequestIsHeld() {
  const desk = await newDesk();
  const hold = holdRequest('POST', '/api/v3/providers/saml/');
  const sandbox = await newSandbox({ intercept: hold.intercept });
  const pty = startInPty({ args: [], env: equipped(desk, sandbox), cwd: desk.folder });
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await bringServiceProviderMetadata({ pty, desk, sandbox });
  await hold.arrived;
  return { hold, desk, sandbox, pty };
}

async function finishAtPretendedConsole(desk: Desk, sandbox: Sandbox): Promise<void> {
  const args = ['setup', '--console', 'sandbox', '--accept-identity-source'];
  const run = await runPiped({ args, env: equipped(desk, sandbox), cwd: desk.folder });
  expect(run).toMatchObject({ code: 0 });
  expect(instanceOf(sandbox).identitySource.type).toBe('external');
}

const EACH_ONCE = [
  '/api/v3/crypto/certificatekeypairs/generate/',
  '/api/v3/providers/saml/',
  '/api/v3/core/applications/',
];

/** Where authentik was asked to make something, in the order of asking. */
function creations({ authentik }: Sandbox): string[] {
  return authentik.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
}
