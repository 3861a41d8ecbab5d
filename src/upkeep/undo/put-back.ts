import { AuthentikError } from '../../authentik/index.js';
import type { FieldChange, Note } from '../../engine/change.js';
import type { Before, Thing } from '../../engine/memory.js';
import type { StepHead } from '../../engine/plan.js';
import type { Context } from '../../procedure/context.js';
import { notAsWritten } from '../../procedure/not-as-written.js';
import { wordsFor } from './field-words.js';
import type { Task } from './task.js';

/** What brings an adopted object back to how it was. */
export interface PutBack {
  /** The fields to write, under the names of the client; empty: nothing is to be put back. */
  readonly update: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldChange[];
  /** Fields that somebody else changed since, and that stay. */
  readonly notes: readonly Note[];
}

/**
 * Compares an adopted object with how this tool found and left it. A field that is neither was
 * changed by somebody else since: it stays, unless such changes are to be discarded.
 * @param object its kind and name, for the notes
 */
export function putBack(
  object: string,
  { before = {} }: Thing,
  present: object,
  discardChanges: boolean,
): PutBack {
  const now = new Map<string, unknown>(Object.entries(present));
  const all = Object.entries(before).map(([field, { was, left }]) => {
    return { field, was, left, is: now.get(field) ?? null };
  });
  const different = all.filter(({ was, is }) => !same(was, is));
  const foreign = different.filter(({ left, is }) => !same(left, is));
  const back = discardChanges ? different : different.filter((one) => !foreign.includes(one));
  const kept = foreign.filter((one) => !back.includes(one));
  return {
    update: Object.fromEntries(back.map(({ field, was }) => [field, was])),
    fields: back.map(({ field, was, is }) => ({
      field: wordsFor(field),
      from: text(is),
      to: text(was),
    })),
    notes: kept.map(({ field, was, is }) => ({
      level: 'warning',
      text: `${object}: somebody changed the ${wordsFor(field)} since, to ${text(is)}, so it stays; before this tool it was ${text(was)}`,
      next: 'To put it back all the same: --discard-changes',
    })),
  };
}

/** What becomes of an adopted object: its fields are written back, where there are any. */
export function restoringTask<T extends object>(
  context: Pick<Context, 'tell'>,
  step: StepHead,
  { key, object, back }: { readonly key: string; readonly object: string; readonly back: PutBack },
  write: () => Promise<T>,
): Task {
  const { fields, notes } = back;
  // What somebody else changed stays remembered, so that it can still be put back.
  const kept = notes.length > 0 && { stays: true as const };
  if (fields.length === 0) return { key, notes, ...kept };
  return {
    key,
    notes,
    ...kept,
    change: { action: 'update', object, fields, why: 'as it was before' },
    act: () => writeBack(context, step, back, write),
  };
}

/** An adopted thing without the fields that are put back elsewhere. */
export function withoutField(thing: Thing, field: string): Thing {
  const { [field]: _elsewhere, ...before }: Before = thing.before ?? {};
  return { ...thing, before };
}

/**
 * Writes the fields back and sees that they are. What authentik does not take any more, since
 * something it names is gone, is told and stays.
 */
async function writeBack<T extends object>(
  context: Pick<Context, 'tell'>,
  step: StepHead,
  { update, fields }: PutBack,
  write: () => Promise<T>,
): Promise<'cannot be made' | undefined> {
  try {
    const written = new Map<string, unknown>(Object.entries(await write()));
    const lost = Object.entries(update).filter(
      ([field, was]) => !same(written.get(field) ?? null, was),
    );
    if (lost.length > 0) throw notAsWritten(lost.map(([field]) => wordsFor(field)));
    return undefined;
  } catch (error) {
    if (!(error instanceof AuthentikError) || error.status !== 400) throw error;
    const names = fields.map(({ field }) => field).join(', ');
    const text = `authentik does not take back how it was (${names}): ${error.why ?? error.message}`;
    context.tell({ kind: 'note', step, note: { level: 'warning', text } });
    return 'cannot be made';
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String).sort() : value;
}

function text(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (Array.isArray(value)) return value.join(', ') || 'none';
  return String(value);
}
