import { OutsideError, type Trouble } from '../basics/errors.js';
import { redact } from '../basics/secret.js';
import type { Operation } from './rights.js';

/** What authentik complained of, by its own field name; `''` holds what belongs to no field. */
export type FieldComplaints = Readonly<Record<string, readonly string[]>>;

/** The parts of an error that concern authentik, besides its message. */
export interface AuthentikTrouble extends Omit<Trouble, 'cause'> {
  operation: Operation;
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** Only for an answer 400. */
  fields?: FieldComplaints;
}

/**
 * authentik failed, refused, or could not be reached. It never carries the error of the HTTP
 * library as its cause, since that holds the request with the token; every text is redacted.
 */
export class AuthentikError extends OutsideError {
  override readonly name: string = 'AuthentikError';
  readonly operation: Operation;
  readonly status: number | undefined;
  readonly fields: FieldComplaints;

  constructor(trouble: AuthentikTrouble) {
    const { operation, status, fields, next, ...rest } = trouble;
    const lines = typeof next === 'string' ? [next] : (next ?? []);
    super({
      ...rest,
      what: redact(rest.what),
      ...(rest.why === undefined ? {} : { why: redact(rest.why) }),
      next: lines.map(redact),
    });
    this.operation = operation;
    this.status = status;
    this.fields = fields ?? {};
  }
}

const nameFields = ['name', 'slug', 'common_name'];
const taken = /already exists|must be unique/i;

/**
 * Whether a creation failed because its name is taken. Look the name up again to be sure: the
 * texts are authentik's English ones (a server may be set to another language), and until 2024.8
 * generating a certificate under a taken name ends in a 405 like any other failure of the server.
 */
export function isNameTaken(error: unknown): error is AuthentikError {
  if (!(error instanceof AuthentikError)) return false;
  if (error.status === 405) return error.operation === 'generate a certificate';
  if (error.status !== 400) return false;
  return nameFields.some((field) => error.fields[field]?.some((text) => taken.test(text)) ?? false);
}
