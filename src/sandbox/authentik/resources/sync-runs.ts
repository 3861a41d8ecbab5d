import { isRecord } from '../scim/json.js';
import { isUnfinished, isWholeSync } from '../scim/task.js';
import type { SyncMessage } from '../scim-sync.js';
import { type Row, text, type Value } from '../world/row.js';
import type { World } from '../world/world.js';

/** Queues a provider's whole synchronisation, as every save of the provider does. */
export function startSync(provider: Row, world: World): void {
  world.scimSync.full(provider);
}

/** The whole runs of a provider that have ended, the newest last. */
export function endedRuns(world: World, provider: Row): Row[] {
  return wholeRuns(world, provider).filter((run) => !isUnfinished(run));
}

/** Whether a whole run of a provider has begun and not ended. */
export function isRunning(world: World, provider: Row): boolean {
  return wholeRuns(world, provider).some(({ state }) => state === 'running');
}

function wholeRuns(world: World, provider: Row): Row[] {
  return world.tasks.all().filter((task) => isWholeSync(task, provider));
}

/** A log as later releases write it. */
export function logLines(world: World, messages: readonly SyncMessage[]): Value {
  const now = world.now().toISOString();
  return messages.map(({ level, logger, event, attributes, at }) => ({
    timestamp: at ?? now,
    log_level: level,
    ...{ logger, event, attributes },
  }));
}

/** The messages that a task left, from its row. */
export function messagesOf(task: Row): SyncMessage[] {
  const { messages } = task;
  if (!Array.isArray(messages)) return [];
  return messages.filter(isRecord).map(({ level, logger, event, attributes, at }) => ({
    level: level === 'warning' || level === 'error' ? level : 'info',
    ...{ logger: String(logger), event: String(event), attributes: { ...Object(attributes) } },
    ...(typeof at === 'string' && { at }),
  }));
}

/** The name that releases until 2025.6 file a provider's runs under: its name as a slug. */
export function runUid(provider: Row): string {
  return text(provider, 'name')
    .toLowerCase()
    .replace(/[^\w]+/g, '-');
}
