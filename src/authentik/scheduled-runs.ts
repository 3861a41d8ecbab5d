import { z } from 'zod';
import type { Client, Question } from './client.js';
import { AuthentikError } from './errors.js';
import { type LogLine, logEventSchema } from './log-line.js';
import { timeSchema } from './time.js';

/** One task of a sync: the whole of it, or one page of users or groups. */
export interface ScheduledRun {
  readonly whole: boolean;
  readonly state: 'queued' | 'working' | 'over';
  /** authentik's own word. */
  readonly said: string;
  /** When anything about it changed last; of one that is over, its end. */
  readonly changedAt: Date;
  /** The oldest first. */
  readonly lines: readonly LogLine[];
}

/** Reads the tasks of a provider's schedule, which came with 2025.8. */
export interface ScheduledRuns {
  /** The ones that changed last, newest first; empty when the token may not read them. */
  newest(providerPk: number): Promise<ScheduledRun[]>;
  /** The same without end, page after page. */
  all(providerPk: number): AsyncIterable<ScheduledRun>;
}

/** Enough to see what waits or works; each row brings its whole log along. */
const fewRows = 10;

const wholeSync = '.scim_sync';

const scheduleSchema = z.object({ id: z.string(), actor_name: z.string() });

const runSchema = z
  .object({
    actor_name: z.string(),
    state: z.string(),
    aggregated_status: z.string().optional(),
    mtime: timeSchema,
    // From 2025.10 `logs`, before `messages`; see scim-differences.ts.
    messages: z.array(logEventSchema).default([]),
    logs: z.array(logEventSchema).default([]),
    /** Those of earlier attempts. */
    previous_logs: z.array(logEventSchema).default([]),
  })
  .transform(
    (row): ScheduledRun => ({
      whole: row.actor_name.endsWith(wholeSync),
      state: stateOf(row.state),
      said: row.aggregated_status ?? row.state,
      changedAt: row.mtime,
      lines: [...row.previous_logs, ...row.messages, ...row.logs].sort((a, b) => +a.at - +b.at),
    }),
  );

/** 2025.8 has `consumed` for a task that a worker took; later releases tell three phases apart. */
function stateOf(word: string): ScheduledRun['state'] {
  if (word === 'queued') return 'queued';
  return ['consumed', 'preprocess', 'running', 'postprocess'].includes(word) ? 'working' : 'over';
}

/** Tasks of schedules, as `/tasks/` gives them from 2025.8 on. */
export function scheduledRuns(client: Client): ScheduledRuns {
  const known = new Map<number, string>();
  const questionFor = async (providerPk: number): Promise<Question | undefined> => {
    const schedule = known.get(providerPk) ?? (await findSchedule(client, providerPk));
    if (schedule === undefined) return undefined;
    known.set(providerPk, schedule);
    const query = {
      rel_obj_content_type__app_label: 'authentik_tasks_schedules',
      rel_obj_content_type__model: 'schedule',
      rel_obj_id: schedule,
      ordering: '-mtime',
    };
    return { operation: 'look up tasks', path: '/tasks/tasks/', query };
  };
  return {
    newest: (providerPk) =>
      unlessForbidden(async () => {
        const question = await questionFor(providerPk);
        if (question === undefined) return [];
        const query = { ...question.query, page_size: fewRows };
        const page = z.object({ results: z.array(runSchema) });
        const { results } = await client.read({ ...question, query }, page);
        // Asked for in this order; which fields a release orders by is not in its schema.
        return results.sort((a, b) => +b.changedAt - +a.changedAt);
      }),
    async *all(providerPk) {
      try {
        const question = await questionFor(providerPk);
        if (question !== undefined) yield* client.rows(question, runSchema);
      } catch (error) {
        if (!isForbidden(error)) throw error;
      }
    },
  };
}

async function findSchedule(client: Client, providerPk: number): Promise<string | undefined> {
  const question = {
    operation: 'look up schedules',
    path: '/tasks/schedules/',
    query: {
      rel_obj_content_type__app_label: 'authentik_providers_scim',
      rel_obj_content_type__model: 'scimprovider',
      rel_obj_id: providerPk,
    },
  } as const;
  const fits = (row: z.infer<typeof scheduleSchema>) => row.actor_name.endsWith(wholeSync);
  return (await client.firstRow(question, scheduleSchema, fits))?.id;
}

async function unlessForbidden<Row>(read: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await read();
  } catch (error) {
    if (isForbidden(error)) return [];
    throw error;
  }
}

/** Following tasks takes permissions that provisioning itself does not need. */
function isForbidden(error: unknown): boolean {
  return error instanceof AuthentikError && error.status === 403;
}
