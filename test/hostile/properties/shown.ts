import fc from 'fast-check';
import { ExpectedError } from '../../../src/basics/errors.js';
import { redact } from '../../../src/basics/secret.js';
import { csvLine } from '../../../src/terminal/csv.js';
import { errorJson, errorText } from '../../../src/terminal/error-view.js';
import { jsonLines } from '../../../src/terminal/json-lines.js';
import { jsonText, oneLine as oneLineOf, printable } from '../../../src/terminal/printable.js';
import { screen } from '../../terminal/screen.js';
import { expectPlain, shown } from '../expected.js';
import { hostileText } from '../generators/text.js';
import { type Property, property } from '../property.js';

const lines = property(
  'terminal: no text steers it, whichever way it goes out',
  hostileText,
  (text) => {
    const { out, err } = shown((terminal) => {
      terminal.result(text);
      terminal.say(text);
      terminal.insist(terminal.clean(text));
      terminal.debug(text);
      terminal.result(terminal.style.bold(text));
      for (const error of [
        new Error(text),
        new ExpectedError({ what: text, why: text, next: text }),
      ]) {
        terminal.insist(errorText(error, terminal));
      }
    });
    expectPlain(out + err);
  },
);

const ESCAPE = String.fromCharCode(27);
const ownStyles = new RegExp(`${ESCAPE}\\[(?:1|2|22|31|32|33|36|39)m`, 'g');

const coloured = property(
  'terminal: with colour a text is cleaned before it is styled',
  hostileText,
  (text) => {
    const terminal = screen({ tty: true, color: true });
    terminal.result(terminal.style.red(terminal.clean(text)));
    const { text: written } = terminal.out;
    const [, ...styles] = [...written.matchAll(ownStyles)];
    if (styles.length !== 1) throw new Error(`a text brought a style: ${JSON.stringify(written)}`);
    expectPlain(written.replaceAll(ownStyles, ''));
  },
);

const oneLine = property('terminal: a name is one line', hostileText, (text) => {
  if (screen().clean(text).includes('\n')) throw new Error('it makes a line of its own');
});

const plainStays = property(
  'terminal: what is harmless is shown as it is',
  fc.string({ unit: fc.constantFrom(...'abc XYZ019@.-_ÄÖüß田中é🙂€') }),
  (text) => {
    if (printable(text) !== text) throw new Error('it was changed');
  },
);

const json = property(
  'JSON: exact, and harmless in a terminal',
  fc.array(fc.record({ name: hostileText, more: fc.jsonValue() })),
  (people) => {
    const whole = jsonText({ people });
    const streamed = [...jsonLines({ version: 1 }, 'people', people)].join('\n');
    expectPlain(whole);
    expectPlain(streamed);
    const same = JSON.stringify(people);
    if (JSON.stringify(JSON.parse(whole).people) !== same) throw new Error('it is another value');
    if (JSON.stringify(JSON.parse(streamed).people) !== same)
      throw new Error('it is another value');
  },
);

const errors = property('JSON: an error is one object', hostileText, (text) => {
  const said = errorJson(new ExpectedError({ what: text, why: text, next: [text] }));
  expectPlain(said);
  JSON.parse(said);
});

/** RFC 4180, of one line, written apart from the writer. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/gy;
  for (let found = cell.exec(line); found; found = cell.exec(line)) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') return cells;
  }
  throw new Error(`no CSV: ${line}`);
}

const csv = property(
  'CSV: every cell comes back, and none is a formula',
  fc.array(hostileText, { minLength: 1 }),
  (values) => {
    const line = csvLine(values);
    expectPlain(line);
    if (line.includes('\n')) throw new Error('a record has two lines');
    const cells = cellsOf(line);
    if (cells.length !== values.length)
      throw new Error(`${cells.length} cells of ${values.length}`);
    const bare = (text: string) => text.replaceAll("'", '');
    if (
      cells.map(bare).join('|') !== values.map((value) => bare(oneLineOf(redact(value)))).join('|')
    ) {
      throw new Error(`it says ${cells.join('|')}`);
    }
    for (const cell of cells) {
      // A spreadsheet of another language parts the cells at semicolons.
      const formula = [cell, ...cell.split(/[;\t]/)].find((each) =>
        /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(each),
      );
      if (formula !== undefined) throw new Error(`a formula: ${formula}`);
    }
  },
);

/** What goes out to people and programs. */
export const shownProperties: readonly Property[] = [
  ...[lines, coloured, oneLine, plainStays, json, errors, csv],
];
