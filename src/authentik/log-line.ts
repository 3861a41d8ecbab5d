import { z } from 'zod';
import { redact } from '../basics/secret.js';
import { timeSchema } from './time.js';
import { lastLineOfTraceback } from './traceback.js';

/** One line of what authentik wrote about a sync. */
export interface LogLine {
  /** By authentik's clock; until 2024.2 that of the end of the whole sync. */
  readonly at: Date;
  readonly level: 'debug' | 'info' | 'warning' | 'error';
  /** In English, for example `Failed to sync User alice due to transient error: <Response [401]>`. */
  readonly text: string;
  /**
   * What authentik adds, for example `obj` with the `pk` and `username` of whom it is about; empty
   * before 2024.4. Call stacks are left out.
   */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A log event, as tasks show them from 2024.4 on. */
export const logEventSchema = z
  .object({
    timestamp: timeSchema,
    log_level: z.string(),
    event: z.string(),
    attributes: z.record(z.string(), z.unknown()).catch({}),
  })
  .transform(
    (row): LogLine => ({
      at: row.timestamp,
      level: levelOf(row.log_level),
      text: shown(row.event),
      attributes: shownAttributes(row.attributes),
    }),
  );

/** A plain message, as tasks show them until 2024.2. */
export function plainLine(message: string, at: Date): LogLine {
  return { at, level: levelOfPlain(message), text: shown(message), attributes: {} };
}

/** It begins so where something went wrong (`Failed` and `Stopping` seen on 2023.10.7). */
function levelOfPlain(message: string): LogLine['level'] {
  if (message.startsWith('Traceback')) return 'error';
  return /^(?:Failed|Stopping)/.test(message) ? 'warning' : 'info';
}

/** structlog knows more levels than anyone needs here. */
function levelOf(word: string): LogLine['level'] {
  if (/^(?:error|critical|exception)$/i.test(word)) return 'error';
  if (/^warn/i.test(word)) return 'warning';
  return /^(?:debug|trace)$/i.test(word) ? 'debug' : 'info';
}

function shown(text: string): string {
  return redact(lastLineOfTraceback(text));
}

/** A call stack may show local variables, among them the header with the token. */
function shownAttributes({
  exception: _stack,
  ...rest
}: Record<string, unknown>): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(redact(JSON.stringify(rest))));
}
