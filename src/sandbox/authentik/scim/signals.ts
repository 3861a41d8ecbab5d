import { pkOf, type Row } from '../world/row.js';
import { SkipObject } from '../world/scim-mappings.js';
import type { Client } from './client.js';
import { writeMembership } from './groups.js';
import type { Link, Model } from './links.js';
import { deleteLinked } from './out-of-scope.js';
import { write } from './page.js';
import { DryRun, Refused } from './remote.js';
import { inScope } from './scope.js';
import { StopSync } from './stop-sync.js';

/** What a change in authentik makes a provider do, at once and alone. */
export type Signal =
  | { kind: 'changed'; model: Model; row: Row }
  | { kind: 'deleted'; link: Link }
  | { kind: 'members'; group: Row; action: 'add' | 'remove'; users: readonly Row[] };

/**
 * Does what a change asks for. What the other side refuses leaves no trace: real servers try some
 * of it again later, which is not played.
 */
export async function actOn(client: Client, signal: Signal): Promise<void> {
  try {
    await act(client, signal);
  } catch (error) {
    const expected = [Refused, DryRun, StopSync, SkipObject];
    if (!expected.some((kind) => error instanceof kind)) throw error;
  }
}

async function act(client: Client, signal: Signal): Promise<void> {
  if (signal.kind === 'deleted') {
    await deleteLinked(client, signal.link);
  } else if (signal.kind === 'changed') {
    if (isInScope(client, signal.model, signal.row)) await write(client, signal.model, signal.row);
  } else if (isInScope(client, 'group', signal.group)) {
    await writeMembership(client, signal.group, signal);
  }
}

function isInScope({ world, provider }: Client, model: Model, row: Row): boolean {
  return inScope(world, provider, model).some((each) => pkOf(each) === pkOf(row));
}
