import { expect, test } from 'vitest';
import { newestRecordedRelease, startAuthentik } from '../../src/sandbox/authentik/index.js';
import { equipped, newDesk, newSandbox } from './desk.js';
import { bringServiceProviderMetadata, instanceOf } from './handovers.js';
import { startInPty } from './pty.js';

test('a text that is no address is asked for again, and nobody at home is said plainly', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...equipped(desk, sandbox), AUTHENTIK_URL: '' };
  const pty = startInPty({ args: [], env, cwd: desk.folder });
  await pty.waitFor('? Address of authentik');
  pty.answer('auth.example.com');
  await pty.waitFor('✖ The address of authentik starts with https:// or http://');
  const nobodyThere = await startAuthentik({ release: newestRecordedRelease });
  await nobodyThere.close();
  pty.answer(`${ERASE_LINE}${nobodyThere.url}`);
  await pty.waitFor(`authentik did not answer at ${nobodyThere.url}`);
  expect(await pty.ended()).toBe(1);
});

test('a wrong token is refused with a way to a right one, which then works', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...equipped(desk, sandbox), AUTHENTIK_TOKEN: '' };
  const wrong = startInPty({ args: ['plan'], env, cwd: desk.folder });
  await wrong.waitFor('? API token of authentik');
  wrong.answer('not-a-token-of-anybody');
  await wrong.waitFor('error: authentik does not accept the token');
  await wrong.waitFor(`${sandbox.authentik.url}/if/admin/#/core/tokens`);
  expect(await wrong.ended()).toBe(4);
  expect(wrong.raw()).not.toContain('not-a-token-of-anybody');

  const right = startInPty({ args: ['plan'], env, cwd: desk.folder });
  await right.waitFor('? API token of authentik');
  right.answer(sandbox.authentik.token);
  await right.waitFor('What setup would do');
  expect(await right.ended()).toBe(0);
});

test('Enter instead of the typed word declines the switch, and AWS stays as it was', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const pty = startInPty({ args: [], env: equipped(desk, sandbox), cwd: desk.folder });
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await bringServiceProviderMetadata({ pty, desk, sandbox });
  await pty.waitFor('▲ after the switch');
  await pty.waitFor('? Type switch to go on, or press Enter to stop');
  pty.answer('');
  await pty.waitFor('✖ declined');
  await pty.waitFor('Not finished.');
  expect(await pty.ended()).toBe(1);
  expect(pty.screen().match(/after the switch/g)).toHaveLength(1);
  expect(instanceOf(sandbox).identitySource.type).toBe('directory');
});

test('a plan that is not agreed to changes nothing', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const pty = startInPty({ args: [], env: equipped(desk, sandbox), cwd: desk.folder });
  await pty.waitFor('? Go ahead?');
  pty.answer('');
  await pty.waitFor('Nothing was changed.');
  expect(await pty.ended()).toBe(1);
  const writes = sandbox.authentik.requests.filter(({ method }) => method !== 'GET');
  expect(writes).toEqual([]);
});

/** Ctrl-U: what was typed before goes. */
const ERASE_LINE = '\x15';
