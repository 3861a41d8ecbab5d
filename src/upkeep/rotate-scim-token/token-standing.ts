import { acceptsScimToken } from '../../aws/scim-probe.js';
import { usableScimToken } from '../../aws/scim-token.js';
import type { Secret } from '../../basics/secret.js';
import { type Context, recall } from '../../procedure/context.js';
import { refusalOfSync } from './sync-refused.js';
import { markOf } from './token-mark.js';

/** How the token that a person brought stands to the one that authentik has. */
type Brought = 'none' | 'in use' | 'another' | 'replaced' | 'not comparable';

/** What is known of the token that authentik has, beside how far its rotation is. */
export interface TokenStanding {
  readonly brought: Brought;
  /** AWS does not take it any more: it has ended, or somebody deleted it. */
  readonly refused: boolean;
}

interface Provider {
  readonly pk: number;
  readonly name: string;
}

/**
 * Looks at the token that authentik has: where the release shows it (up to 2026.5) it is tried at
 * the endpoint, else the log of the newest sync tells. Reads only.
 */
export async function standingOf(
  context: Context,
  provider: Provider,
  endpoint: string,
): Promise<TokenStanding> {
  const shown = await context.authentik.scimProviders.token(provider.pk);
  return {
    brought: broughtIs(context, provider, shown),
    refused: shown
      ? (await acceptsScimToken(endpoint, shown)) === false
      : (await refusalOfSync(context, provider))?.kind === 'token',
  };
}

function broughtIs({ answers, memory }: Context, { pk }: Provider, shown?: Secret): Brought {
  const { scimToken } = answers;
  if (!scimToken) return 'none';
  const mark = markOf(usableScimToken(scimToken));
  const told = recall(memory, 'scimTokenRotation')?.value;
  const ours = told?.provider === pk ? told : undefined;
  if (mark === (shown ? markOf(shown) : ours?.token)) return 'in use';
  if (ours?.replaced.includes(mark)) return 'replaced';
  // What is not shown may be the one that the first rotation replaced: it is not known then.
  return shown ? 'another' : 'not comparable';
}
