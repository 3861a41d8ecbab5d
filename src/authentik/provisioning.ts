import type { Client } from './client.js';
import type { LogLine } from './log-line.js';
import { has } from './releases.js';
import { scheduledRuns } from './scheduled-runs.js';
import { readSyncAnswer } from './sync-answer.js';
import { linesOfRuns, linesSince } from './sync-log.js';
import { type SyncStatus, syncStatus } from './sync-status.js';
import type { Release } from './version.js';

export type { LogLine } from './log-line.js';
export type { SyncStatus } from './sync-status.js';

/** The SCIM provider whose syncs are meant. */
export interface SyncedProvider {
  readonly pk: number;
  readonly name: string;
}

/**
 * Follows the syncs of SCIM providers. They are started by saving the provider: every other way
 * takes a superuser (schedules, from 2025.8) or an earlier run and more rights (until 2025.6).
 */
export interface Provisioning {
  /** Where the newest sync stands, as far as the release tells it. */
  status(provider: SyncedProvider): Promise<SyncStatus>;
  /**
   * What authentik wrote about syncs, the oldest line first: since a moment by authentik's clock,
   * or about the newest sync. Empty where there is nothing, or the token may not read it.
   */
  log(provider: SyncedProvider, since?: Date): Promise<LogLine[]>;
}

/** Syncs of SCIM providers, in the way in which the release tells of them. */
export function provisioning(client: Client, release: Release): Provisioning {
  const answerOn = ({ pk }: SyncedProvider) => readSyncAnswer(client, release, pk);
  if (!has(release, 'syncSchedules')) {
    return {
      status: async (provider) => syncStatus(await answerOn(provider)),
      log: async (provider, since) => linesSince((await answerOn(provider)).lines, since),
    };
  }
  const runs = scheduledRuns(client);
  return {
    status: async (provider) => {
      const [answer, newest] = await Promise.all([answerOn(provider), runs.newest(provider.pk)]);
      return syncStatus(answer, newest);
    },
    log: (provider, since) => linesOfRuns(runs.all(provider.pk), since),
  };
}
