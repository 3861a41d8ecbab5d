import type { z } from 'zod';
import { type Context, recall } from '../../procedure/context.js';
import type { toldSchemas } from '../../procedure/facts.js';
import { tokenDaysLeft } from '../../procedure/token-end.js';
import type { TokenFacts } from './facts.js';

type Told = z.infer<(typeof toldSchemas)['scimTokenRotation']>;

/** So many days before its end a token may be rotated although the last rotation is finished. */
const ENDS_SOON = 90;

/** How far the rotation of this provider's token is; one that is finished may begin anew. */
export function courseOf(
  { memory, now }: Context,
  provider: number,
  { endpoint, another }: { readonly endpoint: string; readonly another: boolean },
): TokenFacts['course'] {
  const provisioning = recall(memory, 'provisioning')?.value;
  const known = provisioning?.endpoint === endpoint ? provisioning.tokenAt : undefined;
  const tokenAt = known === undefined ? undefined : new Date(known);
  const begun = tokenAt ? { tokenAt } : {};
  const told = recall(memory, 'scimTokenRotation')?.value;
  if (told?.provider !== provider) return begun;
  const isDue = tokenAt !== undefined && tokenDaysLeft(tokenAt, now()) < ENDS_SOON;
  if (told.deletedAt !== undefined && (another || isDue)) return begun;
  return { ...begun, ...datesOf(told), ...(told.provedBy && { provedBy: told.provedBy }) };
}

const DATES = ['triedAt', 'puttingAt', 'replacedAt', 'oldTokenAt', 'deletedAt'] as const;

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
  const before = told?.provider === provider.pk ? told : { triedAt: new Date(0).toISOString() };
  await memory.remember('scimTokenRotation', { ...before, ...more, provider: provider.pk });
}
