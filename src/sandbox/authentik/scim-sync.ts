import type { Row } from './world/row.js';
import type { World } from './world/world.js';

/** One line of a task's log. */
export interface SyncMessage {
  level: 'info' | 'warning' | 'error';
  event: string;
}

/** How a run of the synchronisation ended. Real servers call it done even when all was refused. */
export interface SyncRun {
  status: 'done' | 'error';
  messages: readonly SyncMessage[];
}

/** Runs a SCIM provider's synchronisation against its endpoint. */
export interface ScimSync {
  /** A full run: after the provider was saved, or its schedule was sent. */
  all(world: World, provider: Row): SyncRun;
  /** One user or group, by the model's Python name and the key. */
  one(world: World, provider: Row, object: { model: string; pk: string }): SyncRun;
}

/** The synchronisation that sends nothing and says so. */
export const noScimSync: ScimSync = {
  all: () => quiet,
  one: () => quiet,
};

const quiet: SyncRun = {
  status: 'done',
  messages: [{ level: 'info', event: 'This sandbox does not run the SCIM synchronisation.' }],
};
