import { z } from 'zod';
import type { Before, Memory, Remembered, Thing } from './memory.js';
import type { Left, Observed } from './observed.js';

const moment = z.iso.datetime({ offset: true });

/** Loose, so that what another command adds to a thing outlives those that do not know of it. */
const thing = z.looseObject({
  origin: z.enum(['intended', 'made', 'adopted']),
  name: z.string(),
  id: z.string().optional(),
  at: moment,
  before: z.record(z.string(), z.object({ was: z.unknown(), left: z.unknown() })).optional(),
});

const left = z.object({
  object: z.string(),
  id: z.string().optional(),
  fields: z.record(z.string(), z.string()),
  at: moment,
});

const common = {
  format: z.literal('authentik-aws/state'),
  /** Grows by one with each save. */
  serial: z.number().int().nonnegative(),
  target: z.object({ authentik: z.string(), instance: z.string() }),
  things: z.record(z.string(), thing),
  told: z.record(z.string(), z.object({ value: z.unknown(), at: moment })),
};

/** The state file's content. */
export const stateSchema = z.object({
  ...common,
  version: z.literal(2),
  /** How the last run left each object. */
  left: z.record(z.string(), left),
});

/** Before it was remembered how objects are left. */
export const stateSchema1 = z.object({ ...common, version: z.literal(1) });

/** See {@link stateSchema}. */
export type State = z.infer<typeof stateSchema>;

/** The two systems that a state file belongs to. */
export type Target = State['target'];

/** A state that knows nothing yet. */
export function emptyState(target: Target): State {
  return {
    format: 'authentik-aws/state',
    version: 2,
    serial: 0,
    target,
    things: {},
    told: {},
    left: {},
  };
}

/** The memory over a state: every change is saved before the call returns. */
export function memoryOf(
  state: State,
  save: (state: State) => Promise<void>,
  now: () => Date,
): Memory {
  const at = () => now().toISOString();
  const store = async () => {
    state.serial += 1;
    await save(state);
  };
  const keep = async (key: string, kept: Thing) => {
    state.things[key] = { ...kept };
    // Whatever is kept of a thing now, it is about to be another than the one that was left.
    delete state.left[key];
    await store();
  };
  return {
    thing: (key) => toThing(own(state.things, key)),
    things: () =>
      new Map(
        Object.entries(state.things).flatMap(([key, stored]) => {
          const known = toThing(stored);
          return known ? [[key, known] as const] : [];
        }),
      ),
    intend: (key, name) => keep(key, { origin: 'intended', name, at: at() }),
    made: (key, name, id) => keep(key, { origin: 'made', name, id, at: at() }),
    adopted: (key, name, id, before = {}) => {
      const merged = joined(own(state.things, key), id, before);
      const changed = Object.keys(merged).length > 0 && { before: merged };
      return keep(key, { origin: 'adopted', name, id, at: at(), ...changed });
    },
    forget: async (key) => {
      if (!Object.hasOwn(state.things, key)) return;
      delete state.things[key];
      delete state.left[key];
      await store();
    },
    recall: (key): Remembered | undefined => own(state.told, key),
    told: () => Object.keys(state.told),
    remember: async (key, value) => {
      state.told[key] = { value, at: at() };
      await store();
    },
    unlearn: async (keys = Object.keys(state.told)) => {
      const known = keys.filter((key) => Object.hasOwn(state.told, key));
      if (known.length === 0) return;
      for (const key of known) delete state.told[key];
      await store();
    },
    left: (key) => toLeft(own(state.left, key)),
    async leave(objects) {
      const news = objects.filter((each) => !isLeftSo(own(state.left, each.key), each));
      for (const { key, object, id, fields } of news) {
        state.left[key] = { object, fields: { ...fields }, at: at(), ...(id && { id }) };
      }
      if (news.length > 0) await store();
    },
    async leaveNothing() {
      if (Object.keys(state.left).length === 0) return;
      state.left = {};
      await store();
    },
    async touch(key, fields) {
      const known = own(state.left, key);
      if (!known) return;
      if (fields) known.fields = without(known.fields, fields);
      else delete state.left[key];
      await store();
    },
  };
}

/** A key may be called as something that every object has. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isLeftSo(known: State['left'][string] | undefined, { id, object, fields }: Observed) {
  if (!known || known.id !== id || known.object !== object) return false;
  const names = new Set([...Object.keys(known.fields), ...Object.keys(fields)]);
  return [...names].every((name) => own(known.fields, name) === own(fields, name));
}

function without(fields: Readonly<Record<string, string>>, names: readonly string[]) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function toThing(stored: State['things'][string] | undefined): Thing | undefined {
  if (!stored) return undefined;
  const { id, before, origin, name, at } = stored;
  return { origin, name, at, ...(id !== undefined && { id }), ...(before && { before }) };
}

/** What a field was stays as it was first remembered, as long as the thing is the same one. */
function joined(known: State['things'][string] | undefined, id: string, now: Before): Before {
  const earlier = known?.origin === 'adopted' && known.id === id ? (known.before ?? {}) : {};
  const fields = Object.entries(now).map(([field, { was, left }]) => {
    const first = own(earlier, field);
    return [field, { was: first ? first.was : was, left }] as const;
  });
  return { ...earlier, ...Object.fromEntries(fields) };
}

function toLeft(stored: State['left'][string] | undefined): Left | undefined {
  if (!stored) return undefined;
  const { id, ...rest } = stored;
  return id === undefined ? rest : { ...rest, id };
}
