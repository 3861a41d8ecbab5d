import { has } from '../releases.js';
import type { ScimSync, SingleObject, SyncMessage } from '../scim-sync.js';
import { backchannelApplicationOf } from '../world/links.js';
import { flag, pkOf, type Row, text } from '../world/row.js';
import type { World } from '../world/world.js';
import type { Client } from './client.js';
import { fullSync, type Place } from './full-sync.js';
import { Links, type Model } from './links.js';
import { ProviderConfigs } from './provider-config.js';
import { Queue } from './queue.js';
import { remote } from './remote.js';
import { actOn, type Signal } from './signals.js';
import { syncSingle } from './single-object.js';
import { isUnfinished, Task } from './task.js';

/** How the pretended worker is to behave. */
export interface WorkerOptions {
  /**
   * What happens when a second full run is queued while one is not finished: it waits for its
   * turn, or the two wait for each other for good, as seen on workers of the default size.
   */
  onSecondSync: 'queue' | 'hang';
  /** How long after it broke off a page is tried again, in milliseconds. */
  retryDelay: number;
  /** What happens when a provider is deleted whose run is not over. */
  onDeletionDuringSync: 'delete' | 'stumble';
}

/** Runs the synchronisation of every SCIM provider, one job after the other, over real HTTP. */
export class Worker implements ScimSync {
  readonly #world: World;
  readonly #options: WorkerOptions;
  readonly #links = new Links();
  readonly #configs = new ProviderConfigs();
  readonly #queue = new Queue();
  readonly #aborter = new AbortController();
  readonly #retries = new Map<Task, NodeJS.Timeout>();
  /** Whole runs that are queued or have begun. */
  readonly #unfinished = new Set<Task>();

  constructor(world: World, options: WorkerOptions) {
    this.#world = world;
    this.#options = options;
  }

  full(provider: Row): void {
    this.#configs.forget(provider);
    const whole = new Task(this.#world, provider, {
      actor: 'scim_sync',
      uid: text(provider, 'name'),
      description: 'Full sync for SCIM provider.',
    });
    this.#unfinished.add(whole);
    this.#queue.add(() => this.#whole(whole));
  }

  changed(model: Model, row: Row): void {
    this.#signal(() => ({ kind: 'changed', model, row }));
  }

  deleted(model: Model, row: Row): void {
    this.#signal((provider) => {
      const link = this.#links.find(provider, model, pkOf(row));
      return link && { kind: 'deleted', link };
    });
  }

  membersChanged(group: Row, action: 'add' | 'remove', users: readonly Row[]): void {
    this.#signal(() => ({ kind: 'members', group, action, users }));
  }

  one(provider: Row, object: SingleObject): Promise<SyncMessage[]> {
    return new Promise((resolve, reject) => {
      this.#queue.add(async () => {
        await this.#single(provider, object).then(resolve, reject);
      });
    });
  }

  stumblesOverDeletion(provider: Row): boolean {
    if (this.#options.onDeletionDuringSync === 'delete') return false;
    return [...this.#unfinished].some((whole) => pkOf(whole.provider) === pkOf(provider));
  }

  settled(): Promise<void> {
    return this.#queue.settled();
  }

  restart(): void {
    this.#queue.restart();
    for (const whole of [...this.#unfinished]) this.#drop(whole);
  }

  async stop(): Promise<void> {
    this.restart();
    this.#aborter.abort();
    await this.#queue.stop();
  }

  /** Forgets a run and its pages, as far as they have not ended. */
  #drop(whole: Task): void {
    clearTimeout(this.#retries.get(whole));
    this.#retries.delete(whole);
    this.#unfinished.delete(whole);
    for (const row of this.#world.tasks.all()) {
      if (row.provider === pkOf(whole.provider) && isUnfinished(row)) this.#world.tasks.remove(row);
    }
  }

  async #whole(whole: Task, from?: Place): Promise<void> {
    const { provider } = whole;
    if (!this.#isAttached(provider)) {
      this.#unfinished.delete(whole);
      return endUnattached(whole);
    }
    if (from === undefined) whole.begin();
    await fullSync(
      {
        whole,
        connect: () => this.#connect(provider),
        hangs: () => this.#hangs(),
        retryLater: (place) => this.#retryLater(whole, place),
      },
      from,
    );
    if (!isUnfinished(whole.row)) this.#unfinished.delete(whole);
  }

  /** From 2025.8 on only for a provider that works for an application (recordings `dry run …`). */
  async #single(provider: Row, object: SingleObject): Promise<SyncMessage[]> {
    if (has(this.#world.release, 'tasks') && !this.#isAttached(provider)) return [];
    return syncSingle(await this.#connect(provider, object.overridesDryRun), object);
  }

  #hangs(): boolean {
    const hangs = this.#options.onSecondSync === 'hang' && this.#unfinished.size > 1;
    if (hangs) this.#queue.freeze();
    return hangs;
  }

  #retryLater(whole: Task, place: Place): void {
    const { retryDelay } = this.#options;
    place.task?.waitForRetry(retryDelay);
    const timer = setTimeout(() => this.#queue.add(() => this.#whole(whole, place)), retryDelay);
    this.#retries.set(whole, timer.unref());
  }

  #signal(signalFor: (provider: Row) => Signal | undefined): void {
    for (const provider of this.#world.providers.all()) {
      if (provider.kind !== 'scim' || !this.#isAttached(provider)) continue;
      const signal = signalFor(provider);
      if (signal === undefined) continue;
      this.#queue.add(async () => {
        if (this.#isAttached(provider)) await actOn(await this.#connect(provider), signal);
      });
    }
  }

  #isAttached(provider: Row): boolean {
    return backchannelApplicationOf(this.#world, provider) !== undefined;
  }

  async #connect(provider: Row, overridesDryRun = false): Promise<Client> {
    const send = remote({
      ...{ url: text(provider, 'url'), token: text(provider, 'token') },
      userAgent: `authentik@${this.#world.release.text}`,
      dryRun: flag(provider, 'dry_run') && !overridesDryRun,
      signal: this.#aborter.signal,
    });
    const config = await this.#configs.of(this.#world, provider, send);
    return { world: this.#world, provider, links: this.#links, config, send };
  }
}

/** Nothing is synchronised before the provider works for an application. */
function endUnattached(whole: Task): void {
  const event = 'No provider found. Is it assigned to an application?';
  const { world } = whole;
  if (has(world.release, 'tasks')) {
    whole.begin();
    whole.say('warning', event);
    whole.finish();
  } else if (has(world.release, 'previewForUser')) {
    world.tasks.remove(whole.row);
  } else {
    whole.end('warning', event);
  }
}
