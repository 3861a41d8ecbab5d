import { expect, test } from 'vitest';
import { ExpectedError } from '../../src/basics/errors.js';
import type { Plan } from '../../src/engine/plan.js';
import { changeLines } from '../../src/terminal/change-lines.js';
import { errorJson, errorText } from '../../src/terminal/error-view.js';
import { outsideLines } from '../../src/terminal/outside-lines.js';
import { screen } from './screen.js';

const plan: Plan = {
  ...{ format: 'authentik-aws/plan', version: 1, target: {}, steps: [] },
  totals: { create: 0, update: 0, delete: 0, write: 0, remember: 0, you: 0, later: 0 },
};
const canvas = screen({ color: false });

test('nothing is said where nothing was changed', () => {
  expect(outsideLines(plan, canvas)).toEqual([]);
  expect(outsideLines({ ...plan, changedOutside: [] }, canvas)).toEqual([]);
});

test('each object is named with what became of it, and the heading has the earliest date', () => {
  const fields = [{ field: 'audience', from: 'a', to: 'b\u001b[31m' }];
  const lines = outsideLines(
    {
      ...plan,
      changedOutside: [
        {
          key: 'p',
          object: 'provider "P"',
          kind: 'changed',
          since: '2026-11-21T08:00:00.000Z',
          fields,
        },
        {
          key: 'q',
          object: 'provider "Q"',
          kind: 'gone',
          since: '2026-11-20T14:03:59.000Z',
          fields: [],
        },
      ],
    },
    canvas,
  );
  expect(lines).toEqual([
    'Changed outside authentik-aws since 2026-11-20 14:03 UTC',
    '  ~ provider "P"',
    '      audience   a → b\\x1b[31m',
    '  - provider "Q"   deleted',
    '',
  ]);
});

test('a change of what somebody else made is marked', () => {
  const change = {
    action: 'update',
    object: 'application "aws"',
    foreign: true,
    why: 'later',
  } as const;
  expect(changeLines(change, canvas, '  ')).toEqual([
    '  ~ application "aws", made by somebody else   later',
  ]);
});

test('what could not be saved is printed whole, on lines that are never broken', () => {
  const unsaved = { name: `${'long words '.repeat(20)}– é \u202e` };
  const error = new ExpectedError({ what: 'The state cannot be saved', unsaved });
  const text = errorText(error, canvas);
  const printed = text.slice(text.indexOf('{'));
  expect(JSON.parse(printed)).toEqual(unsaved);
  expect(printed).toMatch(/^[ -~\n]+$/);
  expect(JSON.parse(errorJson(error)).unsaved).toEqual(unsaved);
});
