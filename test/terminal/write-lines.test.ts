import { expect, test } from 'vitest';
import { writeLines } from '../../src/terminal/write-lines.js';
import { screen } from './screen.js';

test.each([0, 1, 200, 201, 1000])('writes %i lines in order, whole, to stdout', async (count) => {
  const terminal = screen();
  const lines = Array.from({ length: count }, (_, at) => `line ${at}`);
  await writeLines(terminal, lines);
  expect(terminal.out.text).toBe(lines.map((line) => `${line}\n`).join(''));
  expect(terminal.err.text).toBe('');
});

test('lets the process have its turn in between', async () => {
  const terminal = screen();
  let turns = 0;
  const turn = setInterval(() => {
    turns += 1;
  }, 0);
  function* slowly() {
    for (let line = 0; line < 2000; line += 1) {
      if (line === 1999) expect(terminal.out.text).toContain('line 1700');
      yield `line ${line}`;
    }
  }
  await writeLines(terminal, slowly());
  clearInterval(turn);
  expect(turns).toBeGreaterThan(0);
});
