import { has } from '../releases.js';
import { number, type Row, text } from '../world/row.js';
import type { Client } from './client.js';
import { discover } from './discovery.js';
import type { Model } from './links.js';
import { beginning, pageBegins } from './messages.js';
import { deleteOutOfScope } from './out-of-scope.js';
import { writePage } from './page.js';
import { Refused } from './remote.js';
import { inScope } from './scope.js';
import { Task } from './task.js';

/** What a full run needs of the worker that runs it. */
export interface FullRun {
  /** The task of the whole run. */
  readonly whole: Task;
  /** Makes the way to the other side; each page makes its own. */
  connect(): Promise<Client>;
  /** Asked between users and groups; true: the worker hangs, and the run goes no further. */
  hangs(): boolean;
  /** Tries a page again later that broke off; the rest of the run waits for it. */
  retryLater(place: Place): void;
}

/** Where a run is, or is to go on. */
export interface Place {
  model: Model;
  page: number;
  /** The page's own task when it was begun before. */
  task?: Task;
}

/** Users page by page, then groups, then what is out of scope; all into the task's log. */
export async function fullSync(run: FullRun, from?: Place): Promise<void> {
  if (from === undefined) await begin(run);
  const models: readonly Model[] = from?.model === 'group' ? ['group'] : ['user', 'group'];
  for (const model of models) {
    if (model === 'group' && from?.model !== 'group' && run.hangs()) return;
    const first = from?.model === model ? from : { model, page: 1 };
    if (!(await pages(run, first))) return;
  }
  await deleteOutOfScope(run);
  run.whole.finish();
}

async function begin(run: FullRun): Promise<void> {
  const { world } = run.whole;
  run.whole.say('info', beginning(world.release));
  await discover(run);
}

/** Runs pages from one on; false when one broke off. */
async function pages(run: FullRun, first: Place): Promise<boolean> {
  for (let place = first; ; place = { model: first.model, page: place.page + 1 }) {
    const isLast = await page(run, place);
    if (isLast === undefined) return false;
    if (isLast) return true;
  }
}

/** Runs one page; whether it is the last one, undefined when it broke off. */
async function page(run: FullRun, place: Place): Promise<boolean | undefined> {
  const { whole } = run;
  const { release } = whole.world;
  const isApart = has(release, 'tasks');
  const task = isApart ? (place.task ?? pageTask(whole, place)) : whole;
  if (isApart) task.begin();
  const client = await run.connect();
  const size = number(whole.provider, 'sync_page_size') || 100;
  const rows = inScope(whole.world, whole.provider, place.model);
  task.say('info', pageBegins(release, place.model, place.page));
  try {
    await writePage(client, place.model, cut(rows, place.page, size), task);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (isApart) run.retryLater({ ...place, task });
    else whole.end('error', traceback(error));
    return undefined;
  }
  if (isApart) task.finish();
  return place.page * size >= rows.length;
}

function cut(rows: readonly Row[], page: number, size: number): Row[] {
  return rows.slice((page - 1) * size, page * size);
}

function pageTask({ world, provider }: Task, { model, page }: Place): Task {
  return new Task(world, provider, {
    actor: 'scim_sync_objects',
    uid: `${text(provider, 'name')}:${model}:${page}`,
    description: 'Sync SCIM provider objects.',
  });
}

/** All that a task leaves behind that an answer ended which nobody expected. */
function traceback({ status }: Refused): string {
  const name = status === 404 ? 'NotFoundSyncException' : 'ObjectExistsSyncException';
  return `Traceback (most recent call last): authentik.lib.sync.outgoing.exceptions.${name}: <Response [${status}]>`;
}
