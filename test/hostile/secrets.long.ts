import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers } from '../procedure/answers.js';
import { commandLines } from './command-lines.js';
import { faultsFor } from './echoes.js';
import { type SecretStage, startSecretStage } from './secret-stage.js';

let opened: SecretStage;

beforeAll(async () => {
  opened = await startSecretStage();
});

afterAll(() => opened.stage.close());

const reaching = commandLines.filter(({ alone }) => !alone);

describe.each(reaching)('no secret comes out of $command $words', ({ command, words, flags }) => {
  test.each([[[]], [['--json']]])('%j under any fault', { timeout: 600_000 }, async (manner) => {
    if (words.includes('--csv') && manner.length > 0) return;
    const { stage, env, leaks, secrets } = opened;
    for (const fault of faultsFor(Object.values(secrets))) {
      opened.fail(fault);
      const told = command === 'setup' ? answers(stage) : (flags?.(stage) ?? []);
      const ran = await stage.run(
        [...command.split(' '), ...words, ...told, ...manner, '--verbose'],
        { env },
      );
      expect(leaks(ran), fault.name).toEqual([]);
      expect(ran.stderr, fault.name).not.toContain('This is a bug');
    }
  });
});
