import { expect, test } from 'vitest';
import { flagName } from '../../src/settings/flag-name.js';
import { allInputs, type InputKey } from '../../src/settings/inputs.js';
import { leaksIn } from '../commands/leaks.js';
import { newDesk, newSandbox } from '../journeys/desk.js';
import { startInPty } from '../journeys/pty.js';

/** The rows that are asked before anything is looked at; a handover asks for the others. */
const asked = allInputs.filter(({ neededToLook }) => neededToLook);

test('what is needed to look is asked in turn, and --verbose says that it was typed', async () => {
  const [desk, { authentik, aws, environment }] = await Promise.all([newDesk(), newSandbox()]);
  const { AWS_REGION: region = '', ...credentials } = environment;
  const answers: Partial<Record<InputKey, string>> = {
    authentikUrl: authentik.url,
    authentikToken: authentik.token,
    region,
  };
  const env = { ...desk.env, ...credentials, AUTHENTIK_AWS_VERBOSE: '1' };
  const pty = startInPty({ args: ['plan'], env, cwd: desk.folder });
  for (const { key, question = '', flag, kind } of asked) {
    const answer = answers[key] ?? `no answer for ${key}`;
    await pty.waitFor(question);
    pty.answer(answer);
    await pty.waitFor(`--${flagName(flag)}: ${kind === 'secret' ? '••••••' : answer} (typed)`);
  }
  expect(await pty.ended()).toBe(0);
  const secrets = { token: authentik.token, key: aws.secretAccessKey };
  expect(leaksIn(pty.raw(), secrets)).toEqual([]);
});

test('the variable of --no-input keeps a terminal from asking', async () => {
  const desk = await newDesk();
  const env = { ...desk.env, AUTHENTIK_AWS_NO_INPUT: '1' };
  const pty = startInPty({ args: ['plan'], env, cwd: desk.folder });
  expect(await pty.ended()).toBe(64);
  expect(pty.screen()).toContain('inputs are missing and nobody can be asked');
});
