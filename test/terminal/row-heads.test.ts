import { describe, expect, it } from 'vitest';
import { rowHeads } from '../../src/terminal/row-heads.js';

const heads = [
  { begin: '1 ', title: 'Short', words: 'told' },
  { begin: '2 ', title: 'Longer title', words: 'known after steps 2 and 3' },
];

describe('rowHeads', () => {
  it('puts the words of all rows in one column', () => {
    expect(rowHeads(heads, 42)).toEqual([
      ['1 Short          told'],
      ['2 Longer title   known after steps 2 and 3'],
    ]);
  });

  it('lets words take a second line beside their title', () => {
    expect(rowHeads(heads, 31)).toEqual([
      ['1 Short          told'],
      ['2 Longer title   known after', '                 steps 2 and 3'],
    ]);
  });

  it.each([30, 15, 3])('puts all of them beneath where one has no room: %i columns', (width) => {
    const [first = [], second = []] = rowHeads(heads, width);
    expect(first).toEqual(['1 Short', '  told']);
    expect(second.join(' ').replaceAll(/ +/g, ' ')).toBe(
      '2 Longer title known after steps 2 and 3',
    );
  });
});
