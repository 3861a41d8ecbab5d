import { describe, expect, it, test } from 'vitest';
import { commandLines, isCommand } from '../../src/terminal/command-lines.js';
import { guideRange, inOrder } from '../../src/terminal/guide-lines.js';
import { columnsOf, padTo, wrap, wrapBeside } from '../../src/terminal/wrap.js';
import { screen } from './screen.js';

describe('wrap', () => {
  it('hangs the other lines under the first', () => {
    expect(wrap('one two three four', { width: 14, first: '1. ' })).toEqual([
      '1. one two',
      '   three four',
    ]);
  });

  it('never breaks a URL, even one that is wider than the line', () => {
    const url = 'https://auth.example.com/application/saml/aws/metadata/';
    expect(wrap(`open ${url} now`, { width: 20 })).toEqual(['open', url, 'now']);
  });

  it('keeps line breaks, and the spacing of what fits', () => {
    expect(wrap('--flag F   or VAR\n\nnext', { width: 40 })).toEqual([
      '--flag F   or VAR',
      '',
      'next',
    ]);
  });

  it('measures what is seen: wide characters twice, styles not at all', () => {
    expect(columnsOf('田中')).toBe(4);
    expect(columnsOf('\x1b[1mab\x1b[22m')).toBe(2);
    expect(padTo('田', 4)).toBe('田  ');
    expect(wrap('田中 太郎', { width: 6 })).toEqual(['田中', '太郎']);
  });

  it('puts a value beneath its label when its longest word needs the line', () => {
    expect(wrapBeside('  url   ', '/short', 20)).toEqual(['  url   /short']);
    expect(wrapBeside('  url   ', '/home/alice/metadata.xml', 20)).toEqual([
      '  url',
      '    /home/alice/metadata.xml',
    ]);
  });
});

describe('commandLines', () => {
  const command = `authentik-aws setup --region eu-central-1 --sp-metadata "My files/AWS SSO.xml" --yes`;

  it('breaks between arguments, never in a quoted one or between a flag and its value', () => {
    expect(commandLines(command, screen({ tty: true, columns: 50 }), '  ')).toEqual([
      '  authentik-aws setup --region eu-central-1 \\',
      '    --sp-metadata "My files/AWS SSO.xml" --yes',
    ]);
  });

  it('loses no sign of a word with both kinds of quotes', () => {
    const quoted = `authentik-aws setup --group 'Alice'\\''s group' --application 'a "b" c'`;
    const lines = commandLines(quoted, screen({ tty: true, columns: 45 }));
    expect(lines.join('\n').replaceAll(/ \\\n */g, ' ')).toBe(quoted);
    expect(lines.length).toBeGreaterThan(1);
  });

  it('stays on one line for the shells of Windows', () => {
    expect(commandLines(command, screen({ platform: 'win32' }))).toEqual([command]);
  });

  it.each([
    ['authentik-aws status', true],
    ['AUTHENTIK_TOKEN=… authentik-aws plan', true],
    ['authentik-aws', true],
    ['authentik-aws-like things', false],
    ['Open the console', false],
  ])('knows whether %s is a command', (line, is) => {
    expect(isCommand(line)).toBe(is);
  });
});

describe('guideRange', () => {
  it.each([
    [['5', '6', '8', '9', '10', '11'], '5, 6, 8–11'],
    [['S3', 'S4', 'S5', 'S6', 'S10', 'S11', 'S12'], 'S3–S6, S10–S12'],
    [['18', 'S19'], '18, S19'],
    [['C1', 'C2'], 'C1, C2'],
    [['the closing lines'], 'the closing lines'],
    [[], ''],
  ])('%j', (lines, range) => {
    expect(guideRange(lines, { dash: '–' })).toBe(range);
  });
});

test('lines of several steps are put in the order of the guide', () => {
  const lines = ['C1', 'S3', '5', '6', '8', '9', '10', '7', '12', 'the closing lines'];
  expect(inOrder(lines).join(' ')).toBe('5 6 7 8 9 10 12 S3 C1 the closing lines');
  expect(guideRange(inOrder(lines.slice(2, 8)), { dash: '–' })).toBe('5–10');
});
