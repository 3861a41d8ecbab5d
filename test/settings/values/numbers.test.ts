import { describe, expect, test } from 'vitest';
import { parseBoolean } from '../../../src/settings/values/booleans.js';
import { durationOf, durationText, durationWithin } from '../../../src/settings/values/duration.js';
import { wholeNumber } from '../../../src/settings/values/whole-number.js';
import { troubleOf } from '../trouble.js';

describe('a switch', () => {
  test.each([
    ['1', true],
    ['true', true],
    ['YES', true],
    [' on ', true],
    ['0', false],
    ['False', false],
    ['no', false],
    ['off', false],
  ])('%s is %s', (text, meaning) => {
    expect(parseBoolean(text)).toBe(meaning);
  });

  test.each(['', 'y', '2', 'maybe'])('%j is neither', (text) => {
    expect(troubleOf(() => parseBoolean(text)).next).toEqual([
      'Write one of 1, true, yes, on, 0, false, no, off.',
    ]);
  });
});

describe('a duration', () => {
  test.each([
    ['90s', 90_000],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['250ms', 250],
    ['1m5ms', 60_005],
    [' 1H ', 3_600_000],
    ['0s', 0],
  ])('%s has %i milliseconds', (text, milliseconds) => {
    expect(durationOf(text)).toBe(milliseconds);
  });

  test.each(['1d2h3m4s5ms', '90m', '24h', '30s', '0s'])(
    '%s is the same when written again',
    (text) => {
      expect(durationOf(durationText(durationOf(text) ?? -1))).toBe(durationOf(text));
    },
  );

  test('is written in the largest units', () => {
    expect(durationText(90_000)).toBe('1m30s');
  });

  test.each(['', '10', 's', '1.5h', '-1s', '5s1m', '1 h', '1h 30m', '10 minutes'])(
    '%j is none',
    (text) => {
      expect(durationOf(text)).toBeUndefined();
    },
  );

  test.each([
    ['ten minutes', 'not a duration'],
    ['999ms', 'too short'],
    ['61s', 'too long'],
  ])('%s is refused within limits: %s', (text, reason) => {
    const error = troubleOf(() => durationWithin({ min: '1s', max: '1m' })(text));
    expect(error.message).toContain(reason);
    expect(error.next[0]).toContain('from 1s to 1m');
  });

  test.each(['1s', '1m'])('%s is within its limits', (text) => {
    expect(durationWithin({ min: '1s', max: '1m' })(text)).toBe(durationOf(text));
  });
});

describe('a whole number', () => {
  test.each([
    ['30', 30],
    [' 3650 ', 3650],
    ['0100', 100],
  ])('%s is %i', (text, value) => {
    expect(wholeNumber(30, 3650)(text)).toBe(value);
  });

  test.each([
    ['29', 'too small'],
    ['3651', 'too large'],
    ['1e3', 'not a whole'],
    ['40.5', 'not a whole'],
    ['-40', 'not a whole'],
    ['9999999999', 'not a whole'],
    ['', 'not a whole'],
  ])('%j is refused: %s', (text, reason) => {
    expect(troubleOf(() => wholeNumber(30, 3650)(text)).message).toContain(reason);
  });
});
