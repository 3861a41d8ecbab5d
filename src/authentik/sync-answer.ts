import { z } from 'zod';
import type { Client } from './client.js';
import { type LogLine, logEventSchema, plainLine } from './log-line.js';
import { has } from './releases.js';
import { timeSchema } from './time.js';
import type { Release } from './version.js';

/** What the status of a sync says, whatever its shape. */
export interface SyncAnswer {
  /** Told from 2024.2 on; a sync that waits for a worker does not count. */
  readonly running: boolean;
  /** authentik's word for how the last sync ended; undefined when it knows of none. */
  readonly said?: string | undefined;
  readonly startedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  /** Empty from 2025.8 on: the log is elsewhere. */
  readonly lines: readonly LogLine[];
}

const nothing: SyncAnswer = { running: false, lines: [] };

/** Until 2023.10: the last task, with plain messages. */
const taskSchema = z
  .object({
    task_finish_timestamp: timeSchema,
    /** Seconds. */
    task_duration: z.number().optional(),
    status: z.string(),
    messages: z.array(z.string()),
  })
  .transform(({ task_finish_timestamp: end, task_duration: seconds, ...task }): SyncAnswer => {
    const startedAt = seconds === undefined ? undefined : new Date(end.getTime() - seconds * 1000);
    const lines = task.messages.map((message) => plainLine(message, end));
    return { running: false, said: task.status, startedAt, finishedAt: end, lines };
  });

/** From 2024.2 to 2025.6: the tasks that the token may see, of which there is one a provider. */
const tasksSchema = z
  .object({
    is_running: z.boolean(),
    tasks: z.array(
      z.object({
        start_timestamp: timeSchema,
        finish_timestamp: timeSchema,
        status: z.string(),
        messages: z.array(z.union([z.string(), logEventSchema])),
      }),
    ),
  })
  .transform(({ is_running: running, tasks }): SyncAnswer => {
    const last = tasks.toSorted((a, b) => +a.finish_timestamp - +b.finish_timestamp).at(-1);
    if (last === undefined) return { ...nothing, running };
    const { status: said, start_timestamp: startedAt, finish_timestamp: finishedAt } = last;
    const lines = last.messages.map((message) =>
      typeof message === 'string' ? plainLine(message, finishedAt) : message,
    );
    return { running, said, startedAt, finishedAt, lines };
  });

/**
 * From 2025.8: how the task that changed last ended, be it a whole sync or one page of it. Waiting
 * ones are left out, so that an older word is shown while a sync waits or runs (seen on 2026.2.2).
 */
const briefSchema = z
  .object({
    is_running: z.boolean(),
    last_sync_status: z.string().nullish(),
    last_successful_sync: timeSchema.nullish(),
  })
  .transform(({ is_running: running, last_sync_status: said, last_successful_sync: success }) => {
    const succeeded = said === 'done' || said === 'info';
    const finishedAt = succeeded ? (success ?? undefined) : undefined;
    return { running, said: said ?? undefined, finishedAt, lines: [] } satisfies SyncAnswer;
  });

/** The shape tells itself apart, so that a build between two releases is understood too. */
const answerSchema: z.ZodType<SyncAnswer> = z.union([taskSchema, tasksSchema, briefSchema]);

/** Reads what authentik says of the last sync of a SCIM provider, under the release's path. */
export async function readSyncAnswer(
  client: Client,
  release: Release,
  providerPk: number,
): Promise<SyncAnswer> {
  const status = has(release, 'syncStatusPath') ? 'sync/status' : 'sync_status';
  const question = {
    operation: 'read the status of a sync',
    path: `/providers/scim/${providerPk}/${status}/`,
  } as const;
  if (has(release, 'syncTasks')) return client.read(question, answerSchema);
  // Without a task these releases answer 404 with nothing in it (seen on 2023.10.7).
  return (await client.find({ ...question, emptyIsNothing: true }, answerSchema)) ?? nothing;
}
