import type { View } from '../http/endpoint.js';
import { type Feature, has, type Release } from '../releases.js';
import type { Row, Value } from '../world/row.js';
import type { World } from '../world/world.js';

/** Turns what was sent into what is kept; throws `InvalidValue` with authentik's words. */
export type Check = (value: unknown, world: World) => Value;

/** What is wrong with the value of one field. */
export class InvalidValue extends Error {}

/** From which release on, and before which, a field is part of an object. */
export interface Window {
  from?: Feature;
  until?: Feature;
}

/** One field of an object, as the API reads and writes it. */
export interface Field extends Window {
  name: string;
  /** Absent: the field is read-only and ignored when sent. */
  check?: Check;
  /** Must be sent when the object is made; with a feature: only by releases before it. */
  required?: true | { until: Feature };
  /** The complaint when it must be sent and was not. */
  missing?: string;
  /** What is kept when it was not sent; null when absent. */
  fallback?: Value;
  /** The complaint when another object has the same value. */
  unique?: string;
  /** From this release on the field can be written but is not shown. */
  hiddenFrom?: Feature;
  /** What is shown; absent: what is kept. Undefined leaves the field out. */
  show?: (row: Row, view: View) => Value | undefined;
}

/** A field that may be sent and has a value of its own otherwise. */
export function optional(
  name: string,
  check: Check,
  fallback: Value,
  more: Omit<Field, 'name' | 'check' | 'fallback'> = {},
): Field {
  return { name, check, fallback, ...more };
}

/** A field that must be sent. */
export function required(name: string, check: Check, more: Partial<Field> = {}): Field {
  return { name, check, required: true, ...more };
}

/** A field that only the server writes. */
export function readOnly(name: string, more: Window = {}): Field {
  return { name, ...more };
}

/** A field that the server works out. */
export function derived(name: string, show: NonNullable<Field['show']>, more: Window = {}): Field {
  return { name, show, ...more };
}

/** A field that is always the same, such as the name of the form that edits the object. */
export function constant(name: string, value: Value, more: Window = {}): Field {
  return { name, show: () => value, ...more };
}

/** Whether a release has what a window frames. */
export function within(release: Release, window: Window): boolean {
  if (window.from !== undefined && !has(release, window.from)) return false;
  return window.until === undefined || !has(release, window.until);
}

/** An object as the release shows it. */
export function show(fields: readonly Field[], row: Row, view: View): Row {
  const shown: Row = {};
  const { release } = view.world;
  for (const field of fields) {
    if (!within(release, field)) continue;
    if (field.hiddenFrom !== undefined && has(release, field.hiddenFrom)) continue;
    const value = field.show ? field.show(row, view) : (row[field.name] ?? field.fallback ?? null);
    if (value !== undefined) shown[field.name] = value;
  }
  return shown;
}
