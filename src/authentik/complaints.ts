import { redact } from '../basics/secret.js';
import type { FieldComplaints } from './errors.js';

/**
 * Reads the body of an answer 400 in every shape that authentik gives it: an object of lists by
 * field (`{"name": ["…"]}`), nested objects, a bare list (`["…"]`, from importing metadata), or a
 * `detail`. What belongs to no field stands under `''`. All but the nested ones seen on authentik.
 * Secrets are redacted, since a server may send back what it was sent.
 */
export function readComplaints(body: unknown): FieldComplaints {
  const found = new Map<string, string[]>();
  collect(body, '', found, deepest);
  // Not an object of its own making: a field may be called `__proto__`.
  return Object.fromEntries(found);
}

/** The complaints as one sentence for a message; it says so too when there are none. */
export function complaintText(fields: FieldComplaints): string {
  const lines = complaintLines(fields);
  if (lines.length === 0) return 'It gave no reason.';
  const more = lines.length > mostShown ? `; and ${lines.length - mostShown} more` : '';
  return `It says: ${lines.slice(0, mostShown).join('; ')}${more}`;
}

/** Complaints that a message repeats; one about values of this program has one or two. */
const mostShown = 10;

/** One line a complaint, with the field in front of it where there is one. */
export function complaintLines(fields: FieldComplaints): string[] {
  return Object.entries(fields).flatMap(([field, texts]) =>
    texts.map((text) => (field === '' ? text : `${field}: ${text}`)),
  );
}

const fieldless = new Set(['non_field_errors', 'detail', '__all__']);

/** Characters of one complaint that are kept; authentik's are sentences. */
const longest = 400;

/** Levels of an answer that are looked at; authentik's have three. */
const deepest = 20;

function collect(
  value: unknown,
  field: string,
  found: Map<string, string[]>,
  levels: number,
): void {
  if (typeof value === 'string') {
    found.set(field, [...(found.get(field) ?? []), redact(value).slice(0, longest)]);
  } else if (levels > 0 && Array.isArray(value)) {
    for (const item of value) collect(item, field, found, levels - 1);
  } else if (levels > 0 && typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      collect(inner, join(field, redact(key)), found, levels - 1);
  }
}

function join(field: string, key: string): string {
  if (fieldless.has(key)) return field;
  return field === '' ? key : `${field}.${key}`;
}
