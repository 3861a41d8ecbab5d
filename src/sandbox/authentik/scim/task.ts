import { has } from '../releases.js';
import type { SyncMessage } from '../scim-sync.js';
import { pkOf, type Row, text } from '../world/row.js';
import type { World } from '../world/world.js';

/** How far a task is, as the API names it. */
type TaskState = 'queued' | 'running' | 'done' | 'warning' | 'error';

/** Which task: the whole synchronisation, or one page of it (from 2025.8 on a task of its own). */
interface TaskKind {
  actor: 'scim_sync' | 'scim_sync_objects';
  /** What sets it apart from others, `probe scim` or `probe scim:user:1`. */
  uid: string;
  description: string;
}

const module = 'authentik.providers.scim.tasks';
const middleware = 'authentik.tasks.middleware.TaskLogMiddleware';

/** A task of the worker, kept as a row of the world's tasks. */
export class Task {
  readonly row: Row;
  readonly world: World;
  readonly provider: Row;
  readonly #logger: string;

  constructor(world: World, provider: Row, kind: TaskKind) {
    this.world = world;
    this.provider = provider;
    const isTaskOfItsOwn = has(world.release, 'tasks');
    this.#logger = isTaskOfItsOwn ? `${module}.${kind.actor}:${kind.uid}` : 'scim_sync';
    this.row = world.tasks.add({
      provider: pkOf(provider),
      schedule: isTaskOfItsOwn ? pkOf(scheduleOf(world, provider)) : null,
      ...{ actor: `${module}.${kind.actor}`, uid: kind.uid, description: kind.description },
      ...{ started: null, state: 'queued', messages: [] },
      changed: world.now().toISOString(),
    });
    this.#become('queued', 'Task has been queued', { delay: null });
  }

  begin(): void {
    this.row.started = this.world.now().toISOString();
    this.#become('running', 'Task is being processed');
  }

  finish(): void {
    this.#become('done', 'Task finished processing without errors');
  }

  /** The task is to run again; its log begins anew. */
  waitForRetry(delay: number): void {
    this.row.messages = [];
    this.#become('queued', 'Task will be retried', { delay });
  }

  /** Ends the task in another way than well, with this as all that is left of its log. */
  end(state: 'warning' | 'error', event: string): void {
    this.row.messages = [];
    this.say(state, event);
    this.#become(state);
  }

  say(level: SyncMessage['level'], event: string, more: Partial<SyncMessage> = {}): void {
    const at = this.world.now().toISOString();
    const line = { level, event, logger: this.#logger, attributes: {}, at, ...more };
    const messages = Array.isArray(this.row.messages) ? this.row.messages : [];
    this.row.messages = [...messages, line];
  }

  /** Notes a new state; the worker's own lines about it are in the log from 2025.8 on. */
  #become(state: TaskState, event?: string, attributes: Row = {}): void {
    this.row.state = state;
    this.row.changed = this.world.now().toISOString();
    if (event === undefined || !has(this.world.release, 'tasks')) return;
    this.say('info', event, { logger: middleware, attributes });
  }
}

/** The schedule of a provider's full synchronisation, every four hours (from 2025.8 on). */
export function scheduleOf(world: World, provider: Row): Row {
  const id = String(pkOf(provider));
  return world.schedules.find('rel_obj_id', id) ?? world.schedules.add({ rel_obj_id: id });
}

/** Whether the task of a row is queued or running. */
export function isUnfinished({ state }: Row): boolean {
  return state === 'queued' || state === 'running';
}

/** Whether a row is the task of a provider's whole synchronisation. */
export function isWholeSync(row: Row, provider: Row): boolean {
  return row.provider === pkOf(provider) && text(row, 'actor') === `${module}.scim_sync`;
}
