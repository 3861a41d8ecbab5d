import { describe, expect, it } from 'vitest';
import { differences, keyDifferences } from './matcher.js';

const meaning = {
  captures: new Map<string, unknown>([
    ['saml', 7],
    ['cert', 'c0ffee00-0000-4000-8000-000000000000'],
  ]),
  origin: 'http://127.0.0.1:9000',
};
const uuid = '4efe8bd2-7150-4783-9d13-a03868753768';

const agreeing: readonly (readonly [string, unknown, unknown])[] = [
  ['a number', 3, 3],
  ['a captured number', '{{saml}}', 7],
  ['a captured text', '{{cert}}', 'c0ffee00-0000-4000-8000-000000000000'],
  ['a UUID', '<uuid>', uuid],
  ['an integer', '<int>', 42],
  ['an integer within a path', '/saml/<int>/metadata/', '/saml/42/metadata/'],
  ['the address of the server', '<origin>/x', 'http://127.0.0.1:9000/x'],
  ['the host of the server', 'on <host>', 'on 127.0.0.1:9000'],
  ['a time', '<time>', '2026-11-23T20:52:00.123456Z'],
  ['a page', '<html>', '<!DOCTYPE html><html><body>x</body></html>'],
  ['any run of characters', '<a b="…"/>', '<a b="anything at all"/>'],
  ['XML that is laid out otherwise', '<a><b>x</b></a>', '<a>\n  <b>x</b>\n</a>\n'],
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['plain values in another order', ['<uuid>', '{{cert}}'], [meaning.captures.get('cert'), uuid]],
];

const differing: readonly (readonly [string, unknown, unknown])[] = [
  ['another number', 3, 4],
  ['a number as text', 3, '3'],
  ['a captured number as text', '{{saml}}', '7'],
  ['another captured value', '{{cert}}', uuid],
  ['a placeholder that nothing was captured for', '{{nothing}}', 'x'],
  ['a text instead of an integer', '<int>', 'many'],
  ['no UUID', '<uuid>', 'c0ffee'],
  ['more than was recorded', 'a', 'ab'],
  ['another server', '<origin>/x', 'http://127.0.0.1:9001/x'],
  ['a character that means something in patterns', 'a.b', 'axb'],
  ['another text within XML', '<a>x</a>', '<a>y</a>'],
  ['a key that is missing', { a: 1, b: 2 }, { a: 1 }],
  ['a key too many', { a: 1 }, { a: 1, b: 2 }],
  ['objects in another order', [{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 1 }]],
  ['a list that is longer', [1], [1, 2]],
  ['a plain value that is not there', ['a', 'b'], ['a', 'a']],
  ['null instead of a list', [], null],
];

describe('the matcher', () => {
  it.each(agreeing)('takes %s', (_, expected, actual) => {
    expect(differences(expected, actual, meaning)).toEqual([]);
  });

  it.each(differing)('notices %s', (_, expected, actual) => {
    expect(differences(expected, actual, meaning)).not.toEqual([]);
  });

  it('says where and what', () => {
    expect(differences({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, meaning)).toEqual([
      'body.a.0.b: recorded 1, got 2',
    ]);
  });

  it('compares keys alone where that is enough', () => {
    expect(keyDifferences({ a: 1, b: 1 }, { b: 2, c: 2 }, 'body')).toEqual([
      'body.a is missing',
      'body.c was never recorded',
    ]);
  });
});
