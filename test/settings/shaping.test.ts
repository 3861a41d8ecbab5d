import { expect, test } from 'vitest';
import { resolveSettings } from '../../src/settings/resolve.js';
import { shapingTexts, withShaping } from '../../src/settings/shaping.js';

const settingsOf = (flags: Record<string, unknown>, env: Record<string, string> = {}) =>
  resolveSettings({ flags, env, dotenv: {}, cwd: '/' });
const made = settingsOf({ group: ['b', 'a, c'], certificateDays: '90', scim: true });

test('what was given is kept as text, and nothing else', () => {
  expect(shapingTexts(made)).toEqual({
    groups: ['a, c', 'b'],
    certificateDays: '90',
    scim: 'true',
  });
});

test('consents and secrets are none of it', () => {
  const flags = { acceptAdoptedChanges: true, acceptIdentitySource: true, yes: true };
  const env = { AUTHENTIK_TOKEN: 'not-to-be-kept', AUTHENTIK_AWS_SCIM_TOKEN: 'nor-this-one' };
  expect(shapingTexts(settingsOf(flags, env))).toEqual({});
});

test('it comes back where nothing was given, with its kind', () => {
  const { values, sources } = withShaping(settingsOf({}), shapingTexts(made));
  expect(values).toMatchObject({ groups: ['a, c', 'b'], certificateDays: 90, scim: true });
  expect(sources.groups).toBe('plan');
});

test.each([[{ group: ['a, c', 'b'] }], [{ certificateDays: '90' }], [{ application: 'aws' }]])(
  'the same given again is no conflict: %o',
  (flags) => {
    expect(() => withShaping(settingsOf(flags), shapingTexts(made))).not.toThrow();
  },
);

test.each([
  [{ group: ['b'] }, '--group'],
  [{ certificateDays: '91' }, '--certificate-days'],
  [{ application: 'other' }, '--application'],
  [{ certificate: 'mine' }, '--certificate'],
])('something else is refused by its name: %o', (flags, flag) => {
  expect(() => withShaping(settingsOf(flags), shapingTexts(made))).toThrow(flag);
});

test.each([[{ application: '../etc' }], [{ certificateDays: '1e99' }], [{ scim: 'perhaps' }]])(
  'what no flag would take is not taken from a file: %o',
  (texts) => {
    expect(() => withShaping(settingsOf({}), texts)).toThrow();
  },
);
