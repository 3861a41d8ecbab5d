import { Refusal } from '../http/answers.js';
import { has, type Release } from '../releases.js';
import type { Row, Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { type Field, InvalidValue, within } from './field.js';

/** What a body is read for. */
export interface Reading {
  world: World;
  fields: readonly Field[];
  /** What was sent, by field. */
  body: Readonly<Record<string, unknown>>;
  /** The objects among which values must be unique, without the one that is changed. */
  others: readonly Row[];
  /** Whether fields that are missing stay as they are. */
  partial: boolean;
}

/**
 * Checks a body field by field and returns what it changes; what the release does not know is
 * ignored. Throws 400 with every field's complaint, as authentik does.
 */
export function readFields(reading: Reading): Row {
  const { world, fields, body, partial } = reading;
  const changes: Row = {};
  const complaints: { [field: string]: Value } = {};
  for (const field of fields) {
    if (field.check === undefined || !within(world.release, field)) continue;
    const sent = body[field.name];
    try {
      if (sent !== undefined) changes[field.name] = readOne(reading, field, sent);
      else if (!partial) changes[field.name] = missing(field, world.release);
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      complaints[field.name] = [error.message];
    }
  }
  if (Object.keys(complaints).length > 0) throw new Refusal(400, complaints);
  return changes;
}

function readOne({ world, others }: Reading, field: Field, sent: unknown): Value {
  const value = field.check?.(sent, world) ?? null;
  const taken = field.unique !== undefined && value !== null;
  if (taken && others.some((other) => other[field.name] === value)) {
    throw new InvalidValue(field.unique);
  }
  return value;
}

function missing(field: Field, release: Release): Value {
  const { required } = field;
  if (required === true || (required && !has(release, required.until))) {
    throw new InvalidValue(field.missing ?? 'This field is required.');
  }
  return field.fallback ?? null;
}
