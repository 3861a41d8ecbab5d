import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  parseInstanceArn,
  parseInstanceName,
  parseRegion,
} from '../../../src/settings/values/aws-names.js';
import { parsePath } from '../../../src/settings/values/path.js';
import { parseSlug } from '../../../src/settings/values/slug.js';
import { nameText, oneOf, plainText } from '../../../src/settings/values/texts.js';
import { troubleOf } from '../trouble.js';

test.each(['', '   ', '\n'])('%j is empty', (text) => {
  expect(troubleOf(() => plainText(text)).message).toBe('This is empty');
});

test('a name keeps its spaces within and has one line', () => {
  expect(nameText('  AWS production ')).toBe('AWS production');
  expect(troubleOf(() => nameText('AWS\nproduction')).message).toMatch(/control character/);
});

test('one of a few words is that word and no other', () => {
  expect(oneOf(['red', 'blue'])(' red ')).toBe('red');
  expect(troubleOf(() => oneOf(['red', 'blue'])('green')).next).toEqual(['Write red or blue.']);
});

describe('a slug', () => {
  test.each(['aws', 'AWS_prod-2', '-', 'a'.repeat(50), 'tokens'])('may be %s', (slug) => {
    expect(parseSlug(` ${slug} `)).toBe(slug);
  });

  test.each([
    ['aws prod', 'has only letters'],
    ['größe', 'has only letters'],
    ['a'.repeat(51), 'at most 50'],
    ['authorize', 'keeps this slug'],
    ['token', 'keeps this slug'],
    ['device', 'keeps this slug'],
    ['userinfo', 'keeps this slug'],
    ['introspect', 'keeps this slug'],
    ['revoke', 'keeps this slug'],
  ])('may not be %s: it %s', (slug, reason) => {
    expect(troubleOf(() => parseSlug(slug)).message).toContain(reason);
  });
});

describe('a Region', () => {
  test.each(['eu-central-1', 'us-gov-west-1', 'ap-southeast-10', 'eusc-de-east-1'])(
    '%s',
    (code) => {
      expect(parseRegion(` ${code.toUpperCase()} `)).toBe(code);
    },
  );

  test.each([
    ['eu-central-1a', 'availability zone'],
    ['Frankfurt', 'not the code'],
    ['eu-central', 'not the code'],
  ])('is not %s', (text, reason) => {
    expect(troubleOf(() => parseRegion(text)).message).toContain(reason);
  });
});

describe('an instance', () => {
  const id = 'ssoins-1234567890abcdef';

  test.each(['aws', 'aws-us-gov', 'aws-cn'])('has an ARN in the partition %s', (partition) => {
    const arn = `arn:${partition}:sso:::instance/${id}`;
    expect(parseInstanceArn(arn)).toBe(arn);
    expect(parseInstanceName(arn)).toBe(arn);
  });

  test('is confirmed by its id as well, and never by a plain yes', () => {
    expect(parseInstanceName(id)).toBe(id);
    expect(troubleOf(() => parseInstanceName('yes')).next[0]).toMatch(/Name the instance/);
  });

  test.each([id, `arn:aws:sso:::instance/${id}0`, 'arn:aws:sso::123456789012:application/x/y'])(
    'has another ARN than %s',
    (text) => {
      expect(troubleOf(() => parseInstanceArn(text)).message).toMatch(/not the ARN/);
    },
  );
});

test.each([
  ['~/Downloads/a.xml', join(homedir(), 'Downloads/a.xml')],
  ['~', homedir()],
  ['~bob/a.xml', '~bob/a.xml'],
  [`'/tmp/AWS SSO.xml' `, '/tmp/AWS SSO.xml'],
  ['"./a b.xml"', './a b.xml'],
  ["it's.xml'", "it's.xml'"],
])('the path %s is %s', (text, path) => {
  expect(parsePath(text)).toBe(path);
});

test('quotes with nothing in them are no path', () => {
  expect(troubleOf(() => parsePath("''")).message).toBe('This is empty');
});
