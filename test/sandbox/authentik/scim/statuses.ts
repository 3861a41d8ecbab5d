import { many, one } from '../calls.js';
import { differences, isRecord } from '../matcher.js';
import type { CaseServer } from './case-server.js';
import type { RecordedStep } from './recorded-cases.js';

const meaning = { captures: new Map<string, unknown>(), origin: 'http://127.0.0.1' };

/** How the status of the synchronisation differs from the recorded one; an empty one says nothing. */
export async function statusDifferences(on: CaseServer, step: RecordedStep): Promise<string[]> {
  if (step.status === '') return [];
  const path = isRecord(step.status) && 'task_name' in step.status ? 'sync_status' : 'sync/status';
  const actual = await on.call('GET', `/providers/scim/${on.scim}/${path}/`);
  return differences(comparable(step.status), comparable(one(actual)), meaning, 'status');
}

/** Without keys and durations, and with messages in alphabetical order. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) {
    const entries = value.map(comparable);
    const text = (entry: unknown) => (isRecord(entry) ? String(entry.event) : String(entry));
    return entries.sort((one, other) => (text(one) < text(other) ? -1 : 1));
  }
  if (!isRecord(value)) return value;
  const left = ['duration', 'task_duration', 'pk'];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !left.includes(key))
      .map(([key, each]) => [key, comparable(each)]),
  );
}

/** The recorded tasks that no task of the sandbox is like (from 2025.8 on). */
export async function taskDifferences(on: CaseServer, step: RecordedStep): Promise<string[]> {
  if (step.tasks === undefined) return [];
  const actual = many(await on.call('GET', '/tasks/tasks/?page_size=100')).results.map((task) =>
    summary({
      actor: String(task.actor_name),
      state: String(task.state),
      status: String(task.aggregated_status),
      logs: (Array.isArray(task.logs) ? task.logs : []).map(logLine),
    }),
  );
  return step.tasks.map(summary).filter((expected) => !actual.includes(expected));
}

function logLine(line: Record<string, unknown>): string {
  const attributes = JSON.stringify(line.attributes);
  return `${String(line.log_level)} ${String(line.event)}${attributes === '{}' ? '' : ` ${attributes}`}`;
}

/** A task as a text; of objects only that they are named, since their keys differ. */
function summary({
  actor,
  state,
  status,
  logs,
}: NonNullable<RecordedStep['tasks']>[number]): string {
  const lines = logs.map((line) => line.replace(/\{"obj"[\s\S]*$/, '{"obj"').replace(/\s+/g, ' '));
  return [actor, state, status, ...lines.sort()].join('\n');
}
