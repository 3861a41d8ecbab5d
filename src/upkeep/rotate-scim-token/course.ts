import type { z } from 'zod';
import { type Context, recall } from '../../procedure/context.js';
import type { toldSchemas } from '../../procedure/facts.js';
import { tokenDaysLeft } from '../../procedure/token-end.js';
import type { TokenFacts } from './facts.js';
import type { TokenStanding } from './token-standing.js';

type Told = z.infer<(typeof toldSchemas)['scimTokenRotation']>;

/** So many days before its end a token may be rotated although the last rotation is finished. */
const ENDS_SOON = 90;

/** What decides besides how far a rotation is whether another one begins. */
interface Asked extends TokenStanding {
  readonly another: boolean;
}

/** How far the rotation of this provider's token is; one that came to an end may begin anew. */
export function courseOf(
  context: Context,
  provider: number,
  { endpoint, ...asked }: Asked & { readonly endpoint: string },
): TokenFacts['course'] {
  const { memory, now } = context;
  const provisioning = recall(memory, 'provisioning')?.value;
  const known = provisioning?.endpoint === endpoint ? provisioning.tokenAt : undefined;
  const tokenAt = known === undefined ? undefined : new Date(known);
  const { refused } = asked;
  const begun = { ...(tokenAt && { tokenAt }), ...(refused && { refused }) };
  const told = recall(memory, 'scimTokenRotation')?.value;
  if (told?.provider !== provider) return begun;
  const isDue = tokenAt !== undefined && tokenDaysLeft(tokenAt, now()) < ENDS_SOON;
  if (beginsAnew(context, told, { ...asked, isDue })) return begun;
  return { ...begun, ...datesOf(told), ...(told.provedBy && { provedBy: told.provedBy }) };
}

/**
 * A token that AWS refuses is of no use, be the rotation that brought it finished or not; only what a
 * person says of the old one is looked at first. As long as nothing is proved, another token may take
 * the place of the second one. What was asked for has begun once this run brought a token.
 */
function beginsAnew(
  { answers, held }: Context,
  { replacedAt, provedBy, deletedAt }: Told,
  { another, brought, refused, isDue }: Asked & { readonly isDue: boolean },
): boolean {
  if (held.scimToken !== undefined) return false;
  if (deletedAt !== undefined) return another || isDue || refused;
  if (replacedAt === undefined) return false;
  if (refused) return !answers.oldTokenDeleted;
  if (provedBy !== undefined) return false;
  return brought === 'another' || (another && brought !== 'in use');
}

const DATES = [
  'triedAt',
  'puttingAt',
  'replacedAt',
  'syncBefore',
  'oldTokenAt',
  'deletedAt',
] as const;

function datesOf(told: Told): Partial<Record<(typeof DATES)[number], Date>> {
  return Object.fromEntries(
    DATES.flatMap((key) => {
      const text = told[key];
      return text === undefined ? [] : [[key, new Date(text)]];
    }),
  );
}

/** Saves a further station of the rotation. */
export async function rememberCourse(
  { memory }: Context,
  { provider }: TokenFacts['scim'],
  more: Partial<Told>,
): Promise<void> {
  const told = recall(memory, 'scimTokenRotation')?.value;
  const before =
    told?.provider === provider.pk ? told : { triedAt: new Date(0).toISOString(), replaced: [] };
  await memory.remember('scimTokenRotation', { ...before, ...more, provider: provider.pk });
}
