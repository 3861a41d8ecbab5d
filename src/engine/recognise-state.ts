import { z } from 'zod';
import { parseBoundedJson } from '../basics/bounded-json.js';
import { emptyState, type State, stateSchema, stateSchema1, type Target } from './state.js';

/** What a state file turned out to be. */
export type Recognised =
  | { readonly kind: 'ours'; readonly state: State }
  /** Written by an earlier release, and understood. */
  | { readonly kind: 'older'; readonly state: State; readonly version: number }
  /** Written by a later release. */
  | { readonly kind: 'newer'; readonly version: number }
  /** Of this program, and of two other systems. */
  | { readonly kind: 'other-set-up'; readonly target: Target }
  /** Of this program as far as can be seen, and broken. */
  | { readonly kind: 'damaged' }
  /** Something else altogether. */
  | { readonly kind: 'foreign' };

const FORMAT = 'authentik-aws/state';
const head = z.object({ format: z.literal(FORMAT), version: z.number().int().positive() });

/** Tells what a state file's text is, whatever it may be. */
export function recogniseState(text: string, target: Target): Recognised {
  const value = parseBoundedJson(text);
  const begins = head.safeParse(value);
  if (!begins.success) return { kind: looksDamaged(text, value) ? 'damaged' : 'foreign' };
  const { version } = begins.data;
  if (version > 2) return { kind: 'newer', version };
  const state = version === 2 ? stateSchema.safeParse(value).data : migrated(value);
  if (!state) return { kind: 'damaged' };
  if (!isSame(state.target, target)) return { kind: 'other-set-up', target: state.target };
  return version === 2 ? { kind: 'ours', state } : { kind: 'older', state, version };
}

/** Version 1 did not know how objects were left; everything else is as it is today. */
function migrated(value: unknown): State | undefined {
  const { data } = stateSchema1.safeParse(value);
  return data && { ...emptyState(data.target), ...data, version: 2 };
}

/** Cut off, emptied or overwritten: after a full disk or a loss of power a file may be all zeros. */
function looksDamaged(text: string, value: unknown): boolean {
  if (text.includes(FORMAT)) return true;
  const rest = text.replaceAll('\0', '').trim();
  return rest === '' || (value === undefined && rest.startsWith('{'));
}

function isSame(one: Target, other: Target): boolean {
  return one.authentik === other.authentik && one.instance === other.instance;
}
