import { Cancelled, ExpectedError, OutsideError } from '../basics/errors.js';
import { exitCodes } from '../basics/exit-codes.js';
import { redact } from '../basics/secret.js';
import { type About, aboutThis } from './about.js';
import { endSentence, isCommand } from './command-lines.js';
import { nextLines } from './note-lines.js';
import { asciiJsonText, jsonText, printable } from './printable.js';
import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}

function headLines(what: string, canvas: Canvas): string[] {
  const lines = wrap(`error: ${canvas.clean(what)}`, { width: canvas.width, rest: '  ' });
  return lines.map((line) => canvas.style.red(line));
}

/** What lay beneath, one line a cause; only maintainers read these. */
function causeLines(error: Error, canvas: Canvas): string[] {
  const lines: string[] = [];
  let cause = error.cause;
  // A cause that leads back to itself must not hold up the message.
  while (cause !== undefined && cause !== null && lines.length < 5) {
    lines.push(`  caused by: ${canvas.clean(messageOf(cause))}`);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return lines.flatMap((line) => wrap(line, { width: canvas.width, first: '  ', rest: '    ' }));
}

function expectedText(error: ExpectedError, canvas: Canvas): string {
  const why =
    error.why === undefined
      ? []
      : wrap(canvas.clean(error.why), { width: canvas.width, first: '  ' });
  const causes = canvas.verbose ? causeLines(error, canvas) : [];
  const next = nextLines(error.next, canvas, '  ');
  const unsaved = error.unsaved === undefined ? [] : ['', asciiJsonText(error.unsaved)];
  return [...headLines(error.message, canvas), ...why, ...causes, ...next, ...unsaved].join('\n');
}

/** One line where it fits, and the command to copy: who stopped a run knows what happened. */
function cancelledText(error: Cancelled, canvas: Canvas): string {
  const parts = [error.message, error.why, ...error.next].filter((part) => part !== undefined);
  const sentences = parts.filter((part) => !isCommand(part));
  const told = sentences.map((part) => endSentence(canvas.clean(part))).join(' ');
  const commands = nextLines(parts.filter(isCommand), canvas, '  ');
  return [...wrap(told, { width: canvas.width }), ...commands].join('\n');
}

function stackLines(error: unknown, canvas: Canvas): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  return redact(error.stack)
    .split('\n')
    .map((line) => canvas.style.dim(`  ${printable(line)}`));
}

function reportLines({ version, node, platform, issues }: About, canvas: Canvas): string[] {
  const how = canvas.verbose
    ? 'Please report it with the lines above and what you ran.'
    : 'Run it again with --verbose and report what it says then, with what you ran.';
  const facts = `authentik-aws ${version}, Node ${node}, ${platform}`;
  return [
    ...wrap('This is a bug in authentik-aws, not a mistake of yours.', {
      width: canvas.width,
      first: '  ',
    }),
    ...wrap(how, { width: canvas.width, first: '  ' }),
    ...(issues === undefined ? [] : [`  ${canvas.clean(issues)}`]),
    `  ${canvas.clean(facts)}`,
  ];
}

function bugText(error: unknown, canvas: Canvas, about: About): string {
  const stack = canvas.verbose ? stackLines(error, canvas) : [];
  return [...headLines(messageOf(error), canvas), ...stack, ...reportLines(about, canvas)].join(
    '\n',
  );
}

/**
 * An error as a person reads it: what happened, why, what to do next. Whatever was not foreseen
 * counts as a bug of this program and says how to report it; its stack shows under `--verbose`.
 */
export function errorText(error: unknown, terminal: Canvas, about: About = aboutThis()): string {
  if (error instanceof Cancelled) return cancelledText(error, terminal);
  if (error instanceof ExpectedError) return expectedText(error, terminal);
  return bugText(error, terminal, about);
}

function kindOf(error: unknown): 'cancelled' | 'outside' | 'expected' | 'bug' {
  if (error instanceof Cancelled) return 'cancelled';
  if (error instanceof OutsideError) return 'outside';
  return error instanceof ExpectedError ? 'expected' : 'bug';
}

/** The same for machines: JSON text with the kind, the three parts and the exit code. */
export function errorJson(error: unknown): string {
  return jsonText({ format: 'authentik-aws/error', version: 1, ...errorParts(error) });
}

/** What `errorJson` says of an error, for JSON that says more. */
export function errorParts(error: unknown): object {
  const expected = error instanceof ExpectedError ? error : undefined;
  const exit = expected?.exit ?? 'failed';
  return {
    kind: kindOf(error),
    what: redact(messageOf(error)),
    ...(expected?.why === undefined ? {} : { why: redact(expected.why) }),
    next: (expected?.next ?? []).map(redact),
    ...(expected?.unsaved && { unsaved: expected.unsaved }),
    exit: { reason: exit, code: exitCodes[exit].code },
  };
}
