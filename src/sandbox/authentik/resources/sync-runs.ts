import { has } from '../releases.js';
import type { SyncMessage, SyncRun } from '../scim-sync.js';
import { pkOf, type Row, text, type Value } from '../world/row.js';
import type { World } from '../world/world.js';

/** Runs a provider's synchronisation now and notes the run among the tasks. */
export function startSync(provider: Row, world: World): void {
  const schedule = has(world.release, 'tasks') ? scheduleOf(world, provider) : undefined;
  const started = world.now().toISOString();
  const run = world.scimSync.all(world, provider);
  world.tasks.add({
    provider: pkOf(provider),
    schedule: schedule ? pkOf(schedule) : null,
    started,
    finished: world.now().toISOString(),
    status: run.status,
    messages: run.messages.map((message) => ({ ...message })),
  });
}

/** The schedule of a provider's full synchronisation, every four hours (from 2025.8 on). */
function scheduleOf(world: World, provider: Row): Row {
  const id = String(pkOf(provider));
  return world.schedules.find('rel_obj_id', id) ?? world.schedules.add({ rel_obj_id: id });
}

/** The finished runs of a provider, the newest last. */
export function runsOf(world: World, provider: Row): Row[] {
  return world.tasks.all().filter((task) => task.provider === pkOf(provider));
}

/** A run's log as later releases write it. */
export function logLines(world: World, run: Pick<SyncRun, 'messages'>): Value {
  const timestamp = world.now().toISOString();
  return run.messages.map(({ level, event }) => ({
    timestamp,
    log_level: level,
    logger: 'scim_sync',
    event,
    attributes: {},
  }));
}

/** The messages that a run left, from its row. */
export function messagesOf(run: Row): SyncMessage[] {
  const messages = run.messages;
  if (!Array.isArray(messages)) return [];
  return messages.map((message: unknown) => {
    const { level, event } = Object(message);
    return {
      level: level === 'warning' || level === 'error' ? level : 'info',
      event: String(event),
    };
  });
}

/** The name that releases until 2025.6 file a provider's runs under: its name as a slug. */
export function runUid(provider: Row): string {
  return text(provider, 'name')
    .toLowerCase()
    .replace(/[^\w]+/g, '-');
}
