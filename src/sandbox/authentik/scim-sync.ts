import type { Model } from './scim/links.js';
import type { Row } from './world/row.js';

/** One line of a task's log. */
export interface SyncMessage {
  level: 'info' | 'warning' | 'error';
  logger: string;
  event: string;
  attributes: Row;
  /** When it was written, as ISO text; absent of what is only tried. */
  at?: string;
}

/** Runs the SCIM providers' synchronisation against their endpoints, in the background. */
export interface ScimSync {
  /** Queues a full run: after the provider was saved, or its schedule was sent. */
  full(provider: Row): void;
  /** Queues what follows when a user or group was made or changed. */
  changed(model: Model, row: Row): void;
  /** Queues what follows when a user or group was deleted. */
  deleted(model: Model, row: Row): void;
  /** Queues what follows when users joined or left a group. */
  membersChanged(group: Row, action: 'add' | 'remove', users: readonly Row[]): void;
  /** Synchronises one user or group and waits for it; gives the warnings that it left. */
  one(provider: Row, object: SingleObject): Promise<SyncMessage[]>;
  /** Whether a server would stumble over the deletion of this provider: one of its runs is not over. */
  stumblesOverDeletion(provider: Row): boolean;
  /** Resolves when nothing is queued or running that could still move. */
  settled(): Promise<void>;
  /** Frees a worker that hangs, and drops what it was about to do. */
  restart(): void;
  /** Ends what is running and runs nothing more. */
  stop(): Promise<void>;
}

/** What `sync/object/` is asked for. */
export interface SingleObject {
  model: Model;
  /** The key, as text. */
  pk: string;
  /** Changes are sent although the provider only tries. */
  overridesDryRun: boolean;
}

/** The synchronisation of a server without a worker: nothing ever happens. */
export const noScimSync: ScimSync = {
  full() {},
  changed() {},
  deleted() {},
  membersChanged() {},
  one: () => Promise.resolve([]),
  stumblesOverDeletion: () => false,
  settled: () => Promise.resolve(),
  restart() {},
  stop: () => Promise.resolve(),
};
