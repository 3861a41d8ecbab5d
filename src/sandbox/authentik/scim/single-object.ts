import { has } from '../releases.js';
import type { SingleObject, SyncMessage } from '../scim-sync.js';
import { pkOf } from '../world/row.js';
import type { Client } from './client.js';
import { type Log, writePage } from './page.js';
import { Refused } from './remote.js';
import { inScope } from './scope.js';

/**
 * Synchronises one user or group if he is in scope, and gives what went wrong. From 2025.8 on the
 * answer never says anything (recordings `sync alice alone`, `dry run for alice`).
 */
export async function syncSingle(client: Client, object: SingleObject): Promise<SyncMessage[]> {
  const { world, provider } = client;
  const rows = inScope(world, provider, object.model).filter(
    (row) => String(pkOf(row)) === object.pk,
  );
  const messages: SyncMessage[] = [];
  const log: Log = {
    say(level, event, more) {
      messages.push({ level, event, logger: 'scim_sync', attributes: {}, ...more });
    },
  };
  try {
    await writePage(client, object.model, rows, log);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    log.say('error', `<Response [${error.status}]>`);
  }
  return has(world.release, 'tasks') ? [] : messages;
}
