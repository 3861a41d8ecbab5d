import { Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { flagsFor } from '../../src/settings/flags.js';
import { commandNames } from '../../src/settings/input.js';

describe.each(commandNames)('the options of %s', (command) => {
  test('are read by commander under the key that they say', () => {
    for (const { flags, key } of flagsFor(command)) {
      expect(new Option(flags).attributeName()).toBe(key);
    }
  });

  test('fit one commander command and have something to say', () => {
    const program = new Command(command);
    for (const { flags, description } of flagsFor(command)) program.option(flags, description);
    expect(program.options).toHaveLength(flagsFor(command).length);
    expect(program.options.every(({ description }) => description.length > 10)).toBe(true);
  });
});

test('the flag that would hold a secret is known, hidden and says what to use instead', () => {
  const hidden = flagsFor('setup').filter((option) => option.hidden);
  expect(hidden).toEqual([
    expect.objectContaining({
      flags: '--authentik-token [value]',
      key: 'authentikToken',
      description: 'refused: use --authentik-token-file <file> or AUTHENTIK_TOKEN',
    }),
    expect.objectContaining({
      flags: '--scim-token [value]',
      key: 'scimToken',
      description: 'refused: use --scim-token-file <file> or AUTHENTIK_AWS_SCIM_TOKEN',
    }),
  ]);
});

test('only a list may be repeated', () => {
  const repeatable = flagsFor('plan').filter((option) => option.repeatable);
  expect(repeatable.map(({ flags }) => flags)).toEqual(['--group <name>', '--fault <name>']);
});

test('the commands that need no AWS console take no answers from it', () => {
  const groups = [...flagsFor('sandbox'), ...flagsFor('sandbox sign-in')].map(({ group }) => group);
  expect(groups).not.toContain('Answers from the AWS console');
});
