import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { envExample } from '../../src/settings/env-example.js';
import { environmentHelp, environmentHelpText } from '../../src/settings/help.js';
import { groups } from '../../src/settings/input.js';
import { allInputs, variablesOf } from '../../src/settings/inputs.js';
import { resolveSettings } from '../../src/settings/resolve.js';
import { given } from './given.js';

describe('help environment', () => {
  const lines = environmentHelpText().split('\n');

  test('names every flag with its variables on one line or the next', () => {
    for (const input of allInputs) {
      const at = lines.indexOf(`  ${variablesOf(input).join(', ')}`);
      const row = lines.find((line) => /^ {2}[A-Z_]+/.exec(line)?.[0] === `  ${input.variable}`);
      expect(at === -1 ? row : lines[at + 1]).toContain(input.flag);
    }
  });

  test('fits 80 columns and holds no colour', () => {
    expect(lines.filter((line) => line.length > 80 || line.includes('\u001b'))).toEqual([]);
  });

  test('says the precedence, the forms of values and how secrets are passed', () => {
    const text = lines.join(' ');
    expect(text).toMatch(/its flag, the environment, the file \.env .* its default/);
    expect(text).toMatch(/90s, 10m/);
    expect(text).toMatch(/A secret is never the value of a flag/);
  });

  test('is data as well, with each input under its heading', () => {
    const help = environmentHelp();
    expect(help.map(({ group }) => group)).toEqual(groups);
    expect(help.flatMap(({ rows }) => rows)).toHaveLength(allInputs.length);
  });
});

describe('.env.example', () => {
  test('is what the table says; write it anew with vitest --update', async () => {
    await expect(envExample()).toMatchFileSnapshot('../../.env.example');
  });

  test('changes nothing as long as nothing is filled in', () => {
    const settings = resolveSettings(given({ dotenv: dotenvOf(envExample()) }));
    expect(settings).toEqual(resolveSettings(given()));
  });

  test('holds values that can be used when their lines are turned on', () => {
    const turnedOn = envExample().replace(/^# (?=[A-Z_]+=)/gm, '');
    const { values, unknownVariables } = resolveSettings(given({ dotenv: dotenvOf(turnedOn) }));
    expect(unknownVariables).toEqual([]);
    expect(values).toMatchObject({
      providerName: 'AWS IAM Identity Center',
      waitForSignIn: 600_000,
      input: false,
      yes: true,
    });
  });
});

function dotenvOf(text: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? '']),
  );
}
