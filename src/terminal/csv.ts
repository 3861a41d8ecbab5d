import { redact } from '../basics/secret.js';
import { oneLine } from './printable.js';

/**
 * What makes a spreadsheet take a cell for a formula: `=`, `+`, `-`, `@`, tab and carriage return
 * (OWASP, "CSV Injection"), the same signs in full width, and all of it behind blanks.
 */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;

/** The same behind a semicolon, where spreadsheets of many countries begin another cell. */
const FORMULA_BEHIND = /;(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

function cell(value: string): string {
  const shown = oneLine(redact(value)).replaceAll(FORMULA_BEHIND, ";'");
  const harmless = FORMULA.test(value) ? `'${shown}` : shown;
  return /[",]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * One line of CSV (RFC 4180, without its line end). Control characters become visible escapes, so a
 * record is always one line; a value that a spreadsheet would calculate gets an apostrophe in front.
 */
export function csvLine(values: readonly string[]): string {
  return values.map(cell).join(',');
}
