import { z } from 'zod';
import type { Before, Memory, Remembered, Thing } from './memory.js';

const thing = z.object({
  origin: z.enum(['intended', 'made', 'adopted']),
  name: z.string(),
  id: z.string().optional(),
  at: z.string(),
  before: z.record(z.string(), z.object({ was: z.unknown(), left: z.unknown() })).optional(),
});

/** The state file's content. A reader of another version keeps the file aside and starts anew. */
export const stateSchema = z.object({
  format: z.literal('authentik-aws/state'),
  version: z.literal(1),
  /** Grows by one with each save. */
  serial: z.number().int().nonnegative(),
  target: z.object({ authentik: z.string(), instance: z.string() }),
  things: z.record(z.string(), thing),
  told: z.record(z.string(), z.object({ value: z.unknown(), at: z.string() })),
});

/** See {@link stateSchema}. */
export type State = z.infer<typeof stateSchema>;

/** The two systems that a state file belongs to. */
export type Target = State['target'];

/** A state that knows nothing yet. */
export function emptyState(target: Target): State {
  return {
    format: 'authentik-aws/state',
    version: 1,
    serial: 0,
    target,
    things: {},
    told: {},
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
    await store();
  };
  return {
    thing: (key) => toThing(state.things[key]),
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
      const merged = joined(state.things[key], id, before);
      const changed = Object.keys(merged).length > 0 && { before: merged };
      return keep(key, { origin: 'adopted', name, id, at: at(), ...changed });
    },
    forget: async (key) => {
      if (!(key in state.things)) return;
      delete state.things[key];
      await store();
    },
    recall: (key): Remembered | undefined => state.told[key],
    told: () => Object.keys(state.told),
    remember: async (key, value) => {
      state.told[key] = { value, at: at() };
      await store();
    },
    unlearn: async (keys = Object.keys(state.told)) => {
      const known = keys.filter((key) => key in state.told);
      if (known.length === 0) return;
      for (const key of known) delete state.told[key];
      await store();
    },
  };
}

function toThing(stored: State['things'][string] | undefined): Thing | undefined {
  if (!stored) return undefined;
  const { id, before, ...rest } = stored;
  return { ...rest, ...(id !== undefined && { id }), ...(before && { before }) };
}

/** What a field was stays as it was first remembered, as long as the thing is the same one. */
function joined(known: State['things'][string] | undefined, id: string, now: Before): Before {
  const earlier = known?.origin === 'adopted' && known.id === id ? (known.before ?? {}) : {};
  const fields = Object.entries(now).map(([field, { was, left }]) => {
    const first = earlier[field];
    return [field, { was: first ? first.was : was, left }] as const;
  });
  return { ...earlier, ...Object.fromEntries(fields) };
}
