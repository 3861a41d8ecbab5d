import { pkOf } from '../world/row.js';
import type { Client } from './client.js';
import type { FullRun } from './full-sync.js';
import type { Link, Model } from './links.js';
import { syncs } from './release-features.js';
import { DryRun, Refused } from './remote.js';
import { inScope } from './scope.js';

const models: readonly Model[] = ['user', 'group'];

/** Deletes at the other side what was made there and is no longer in scope (from 2026.2.2 on). */
export async function deleteOutOfScope(run: FullRun): Promise<void> {
  const { world, provider } = run.whole;
  if (!syncs(world.release, 'deletesOutOfScope')) return;
  const client = await run.connect();
  for (const model of models) {
    const wanted = new Set(inScope(world, provider, model).map(pkOf));
    const stale = client.links.all(provider, model).filter((link) => !wanted.has(link.pk));
    for (const link of stale) {
      if (await deleteLinked(client, link)) {
        const event = `Deleted out-of-scope ${model === 'user' ? 'User' : 'Group'}`;
        run.whole.say('info', event, { attributes: { scim_id: link.scimId } });
      }
    }
  }
}

/** Deletes what a link leads to; false when the other side did not, or had it no more. */
export async function deleteLinked({ links, send }: Client, link: Link): Promise<boolean> {
  links.remove(link);
  const folder = link.model === 'user' ? 'Users' : 'Groups';
  try {
    await send('DELETE', `/${folder}/${link.scimId}`);
    return true;
  } catch (error) {
    if (error instanceof Refused || error instanceof DryRun) return false;
    throw error;
  }
}
