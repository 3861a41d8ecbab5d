import type { Reply } from './loopback.js';

/** A line of a log, as tasks show it. */
export function event(timestamp: string, log_level: string, text: string, attributes = {}) {
  return { timestamp, log_level, logger: 'authentik', event: text, attributes };
}

/** A task as 2025.10 and later show it: the whole sync unless another actor is named. */
export function task(
  state: string,
  mtime: string,
  actor = '.scim_sync',
  logs: object[] = [event(mtime, 'info', 'Task has been queued', { delay: null })],
) {
  return {
    actor_name: `authentik.providers.scim.tasks${actor}`,
    state,
    aggregated_status: state,
    mtime,
    logs,
    previous_logs: [],
  };
}

/** The same as 2025.8 shows it. */
export function oldTask(state: string, mtime: string) {
  const { logs: messages, previous_logs: _, ...rest } = task(state, mtime);
  return { ...rest, messages };
}

/** A page of a list, by default the last. */
export function page(...results: object[]): Reply {
  return { json: { pagination: { next: 0 }, results } };
}
