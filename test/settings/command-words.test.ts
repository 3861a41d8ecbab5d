import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { commandWords, quotedWord } from '../../src/settings/command-words.js';
import { flagsFor } from '../../src/settings/flags.js';
import { commandNames } from '../../src/settings/input.js';
import { allInputs } from '../../src/settings/inputs.js';
import { resolveSettings } from '../../src/settings/resolve.js';
import { given } from './given.js';
import { samples } from './samples.js';

/** What commander makes of the words of a command line, without its own defaults. */
function flagsOf(words: readonly string[]): Readonly<Record<string, unknown>> {
  const program = new Command();
  const specs = new Map(commandNames.flatMap(flagsFor).map((spec) => [spec.flags, spec]));
  for (const { flags, repeatable } of specs.values()) {
    const option = new Option(flags);
    const add = (value: string, before: readonly string[] = []) => [...before, value];
    program.addOption(repeatable ? option.argParser(add) : option);
  }
  program.parse(words, { from: 'user' });
  const isGiven = ([key]: [string, unknown]) => program.getOptionValueSource(key) === 'cli';
  return Object.fromEntries(Object.entries(program.opts()).filter(isGiven));
}

test.each(['first', 'second'] as const)(
  'a command line of what was given says the same again (%s samples)',
  (which) => {
    const env = Object.fromEntries(
      allInputs.flatMap(({ key, variable }) =>
        key === 'authentikToken' || key === 'scimToken'
          ? []
          : [[variable, samples[key][which].text]],
      ),
    );
    const { values } = resolveSettings(given({ env }));
    const words = allInputs.flatMap((input) => commandWords(input, values));
    expect(resolveSettings(given({ flags: flagsOf(words) })).values).toEqual(values);
  },
);

test.each([
  ['aws-users', 'aws-users'],
  ['https://auth.example.com/a,b', 'https://auth.example.com/a,b'],
  ['aws users', "'aws users'"],
  ['', "''"],
  ["Alice's $HOME", "'Alice'\\''s $HOME'"],
  ['a\nb', "'a\nb'"],
])('a shell takes %j for one word when it is written %j', (word, written) => {
  expect(quotedWord(word)).toBe(written);
});

test('secrets, defaults of switches and what has no value say nothing', () => {
  const { values } = resolveSettings(given({ env: { AUTHENTIK_TOKEN: 'canary-token' } }));
  const words = allInputs.flatMap((input) => commandWords(input, values));
  expect(words).toEqual([
    ...['--application', 'aws', '--application-name', 'AWS'],
    ...['--provider-name', 'AWS IAM Identity Center', '--certificate-days', '1095'],
    ...['--output-dir', './authentik-aws-files', '--timeout', '30s'],
  ]);
});
