import { pkOf, type Row, text } from '../world/row.js';
import type { World } from '../world/world.js';
import { isRecord } from './json.js';
import { syncs } from './release-features.js';
import { Refused, type Send } from './remote.js';

/** What the synchronisation makes of the other side's `/ServiceProviderConfig`. */
export interface ProviderConfig {
  patch: boolean;
  filter: boolean;
  /** How many operations a PATCH may hold; 0: any number. */
  maxOperations: number;
  /** The other side gave none that could be used. */
  isFallback: boolean;
}

const fallback: ProviderConfig = {
  patch: false,
  filter: false,
  maxOperations: 0,
  isFallback: true,
};

/** Asks for the configuration, as each task does, or remembers it (from 2025.12 on). */
export class ProviderConfigs {
  readonly #known = new Map<number | string, ProviderConfig>();

  async of(world: World, provider: Row, send: Send): Promise<ProviderConfig> {
    const known = this.#known.get(pkOf(provider));
    const read = known ?? (await ask(send));
    if (syncs(world.release, 'cachesConfig')) this.#known.set(pkOf(provider), read);
    // AWS says that it takes PATCH but refuses one without a path.
    const isAws = text(provider, 'compatibility_mode') === 'aws';
    return isAws ? { ...read, patch: false } : read;
  }

  /** Saving a provider forgets its configuration. */
  forget(provider: Row): void {
    this.#known.delete(pkOf(provider));
  }
}

async function ask(send: Send): Promise<ProviderConfig> {
  try {
    const answer = await send('GET', '/ServiceProviderConfig');
    return isRecord(answer.patch) && isRecord(answer.filter) ? read(answer) : fallback;
  } catch (error) {
    if (error instanceof Refused) return fallback;
    throw error;
  }
}

function read({ patch, filter, bulk }: Record<string, unknown>): ProviderConfig {
  const most = isRecord(bulk) ? bulk.maxOperations : 0;
  return {
    patch: isRecord(patch) && patch.supported === true,
    filter: isRecord(filter) && filter.supported === true,
    maxOperations: typeof most === 'number' ? most : 0,
    isFallback: false,
  };
}
