import type { SyncMessage } from '../scim-sync.js';
import type { Row } from '../world/row.js';
import { SkipObject } from '../world/scim-mappings.js';
import type { Client } from './client.js';
import { writeGroup } from './groups.js';
import type { Model } from './links.js';
import { about, dropped, failed } from './messages.js';
import { syncs } from './release-features.js';
import { DryRun, Refused } from './remote.js';
import { StopSync } from './stop-sync.js';
import { writeUser } from './users.js';

/** Where a page notes what went wrong. */
export interface Log {
  say(level: SyncMessage['level'], event: string, more?: Partial<SyncMessage>): void;
}

/** Makes or changes one object at the other side. */
export function write(client: Client, model: Model, row: Row): Promise<void> {
  return model === 'user' ? writeUser(client, row) : writeGroup(client, row);
}

/**
 * Writes the objects of a page one after the other and logs what went wrong. An object that the
 * server itself finds wrong ends the page; a 404 or 409 that nothing caught ends the task (from
 * 2024.6 on) and is thrown.
 */
export async function writePage(
  client: Client,
  model: Model,
  rows: readonly Row[],
  log: Log,
): Promise<void> {
  for (const row of rows) {
    try {
      await write(client, model, row);
    } catch (error) {
      if (error instanceof SkipObject) continue;
      if (error instanceof StopSync) {
        const event = `Stopping sync due to error: ${error.message}`;
        return log.say('warning', event, about(client, model, row));
      }
      if (!isLogged(client, error)) throw error;
      note(client, model, row, log, error);
    }
  }
}

function isLogged({ world }: Client, error: unknown): error is Refused | DryRun {
  if (error instanceof DryRun) return true;
  if (!(error instanceof Refused)) return false;
  return !syncs(world.release, 'sharedEngine') || (error.status !== 404 && error.status !== 409);
}

function note(client: Client, model: Model, row: Row, log: Log, error: Refused | DryRun): void {
  const object = about(client, model, row);
  if (error instanceof DryRun) {
    const attributes = { ...object.attributes, ...error.attributes };
    log.say('info', dropped, { ...object, attributes });
  } else {
    log.say('warning', failed(client.world.release, model, row, error), object);
  }
}
