import { redact } from '../basics/secret.js';
import type { FieldComplaints } from './errors.js';

/**
 * Reads the body of an answer 400 in every shape that authentik gives it: an object of lists by
 * field (`{"name": ["…"]}`), nested objects, a bare list (`["…"]`, from importing metadata), or a
 * `detail`. What belongs to no field stands under `''`. All but the nested ones seen on authentik.
 * Secrets are redacted, since a server may send back what it was sent.
 */
export function readComplaints(body: unknown): FieldComplaints {
  const found: Record<string, string[]> = {};
  collect(body, '', found);
  return found;
}

/** The complaints as one sentence for a message; it says so too when there are none. */
export function complaintText(fields: FieldComplaints): string {
  const lines = complaintLines(fields);
  return lines.length === 0 ? 'It gave no reason.' : `It says: ${lines.join('; ')}`;
}

/** One line a complaint, with the field in front of it where there is one. */
export function complaintLines(fields: FieldComplaints): string[] {
  return Object.entries(fields).flatMap(([field, texts]) =>
    texts.map((text) => (field === '' ? text : `${field}: ${text}`)),
  );
}

const fieldless = new Set(['non_field_errors', 'detail', '__all__']);

function collect(value: unknown, field: string, found: Record<string, string[]>): void {
  if (typeof value === 'string') {
    found[field] = [...(found[field] ?? []), redact(value)];
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, field, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      collect(inner, join(field, redact(key)), found);
  }
}

function join(field: string, key: string): string {
  if (fieldless.has(key)) return field;
  return field === '' ? key : `${field}.${key}`;
}
