import { describe, expect, test } from 'vitest';
import { flagName, optionKey, variableOf } from '../../src/settings/flag-name.js';
import { groups } from '../../src/settings/input.js';
import { allInputs, inputs, inputsFor, variablesOf } from '../../src/settings/inputs.js';

const named = allInputs.map((input) => [input.key, input] as const);

describe('the table of inputs', () => {
  test('holds each input under its own key', () => {
    expect(allInputs.map(({ key }) => key)).toEqual(Object.keys(inputs));
  });

  test('gives no flag and no variable twice', () => {
    const names = [
      ...allInputs.map(({ flag }) => flagName(flag)),
      ...allInputs.flatMap(variablesOf),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(named)('%s is named by one rule, or as another program named it', (_, input) => {
    const others = ['AUTHENTIK_URL', 'AUTHENTIK_TOKEN', 'AWS_REGION', 'AWS_PROFILE'];
    const own = variableOf(input.flag).replace(/_FILE$/, '');
    expect([...others, own]).toContain(input.variable);
  });

  test.each(named)('%s is described and taken by a command', (_, input) => {
    expect(input.about).toMatch(/^\S.*[^.]$/);
    expect(input.where ?? '.').toMatch(/\.$/);
    expect(groups).toContain(input.group);
    expect(input.commands).not.toEqual([]);
  });

  test.each(named)('%s writes its kind in its flag', (_, { kind, flag }) => {
    const form = {
      text: /^--(?!no-)\S+ <.+>$/,
      list: /^--(?!no-)\S+ <.+>$/,
      secret: /^--\S+-file <file>$/,
      switch: /^--(?!no-)\S+$/,
      'off switch': /^--no-\S+$/,
      choice: /^--(?!no-)\S+$/,
    };
    expect(flag).toMatch(form[kind]);
  });

  test('asks for what is needed to look, since it is missing so often', () => {
    const needed = allInputs.filter(({ neededToLook }) => neededToLook);
    expect(needed.map(({ key }) => key)).toEqual(['authentikUrl', 'authentikToken', 'region']);
    expect(needed.filter(({ question, where }) => !question || !where)).toEqual([]);
  });

  test('gives an example that its own reader accepts', () => {
    const refused = allInputs.filter(
      ({ example, parse }) => example !== undefined && !parse(example),
    );
    expect(refused).toEqual([]);
  });

  test('lets plan take what setup takes, but for what only setup does', () => {
    const plan = inputsFor('plan').map(({ key }) => key);
    const onlySetup = inputsFor('setup').filter(({ key }) => !plan.includes(key));
    expect(onlySetup.map(({ key }) => key)).toEqual([
      'acceptAdoptedChanges',
      'waitForSignIn',
      'plan',
      'yes',
      'dryRun',
      'console',
    ]);
  });
});

test.each([
  ['--authentik-url <url>', 'authentik-url', 'authentikUrl', 'AUTHENTIK_AWS_AUTHENTIK_URL'],
  ['--no-input', 'no-input', 'input', 'AUTHENTIK_AWS_NO_INPUT'],
  ['--yes', 'yes', 'yes', 'AUTHENTIK_AWS_YES'],
])('%s has the name %s, the option key %s and the variable %s', (flag, name, key, variable) => {
  expect([flagName(flag), optionKey(flag), variableOf(flag)]).toEqual([name, key, variable]);
});
