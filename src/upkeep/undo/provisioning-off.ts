import { consoleLinks } from '../../aws/console-links.js';
import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import type { Memory } from '../../engine/memory.js';
import { done, type Outcome } from '../../engine/outcome.js';
import { defineStep, type RunnableStep } from '../../engine/step.js';
import { provisioningOffHandover } from '../../handover/provisioning-off.js';
import { checkInstance } from '../../procedure/check-answers.js';
import { type Context, recall } from '../../procedure/context.js';
import { handOver } from '../../procedure/hand-over.js';
import type { UndoFacts } from './facts.js';
import { namesOf } from './instance-names.js';

/** Under which it is remembered that somebody said that automatic provisioning is disabled. */
export const DISABLED = 'provisioningDisabled';

/**
 * The way back of guide lines S1 and S2. It comes after the SCIM provider is gone, since authentik
 * would go on sending with a token that is gone. No public API tells whether provisioning is on, so
 * it is somebody's word.
 */
export const provisioningOff: RunnableStep<UndoFacts, Context> = defineStep({
  id: 'provisioning-off',
  title: 'Disable automatic provisioning',
  guide: [],
  place: 'AWS console',
  outlook: 'AWS takes no users and groups by SCIM any more; you delete the tokens',
  needs: ['wanted'],
  awaits: ['scimProviderGone'],
  gives: ['provisioningOff'],
  look,
  plan({ wanted }, { enabled, told, before, replacedAt }) {
    const known = { provisioningOff: true as const };
    if (before) return { changes: [], known, notes: [wasOn, ...leftToken(replacedAt)] };
    if (!enabled) return { changes: [], known };
    if (told || wanted.provisioningDisabled) return { changes: [], known, standing: 'told' };
    const object = 'delete the access tokens and disable automatic provisioning';
    const why = 'users, groups and assignments stay';
    return { changes: [{ action: 'you', object, why }], known: {} };
  },
  async apply({ instance, memory, person }): Promise<Outcome<Pick<UndoFacts, 'provisioningOff'>>> {
    const { id, instanceArn, ...names } = namesOf(instance);
    const handover = provisioningOffHandover(
      consoleLinks({ instanceArn, ...names }).settings,
      id,
      (text) => checkInstance(text, { id, instanceArn }),
    );
    return handOver(person, handover, async () => {
      await rememberDisabled(memory);
      return done({ provisioningOff: true as const });
    });
  },
});

interface Seen {
  /** Whether this tool had somebody enable it. */
  readonly enabled: boolean;
  readonly told: boolean;
  /** It was enabled before, and only the token was replaced. */
  readonly before: boolean;
  /** When a token was replaced that nobody said to have deleted. */
  readonly replacedAt: Date | undefined;
}

async function look({ memory }: Context): Promise<Seen> {
  const provisioning = recall(memory, 'provisioning');
  const word = memory.recall(DISABLED);
  const since = provisioning?.at;
  const rotation = recall(memory, 'scimTokenRotation')?.value;
  const replacedAt = rotation?.deletedAt === undefined ? rotation?.replacedAt : undefined;
  return {
    enabled: provisioning !== undefined,
    told: since !== undefined && word !== undefined && new Date(word.at) >= since,
    before: provisioning?.value.enabledBefore ?? false,
    replacedAt: replacedAt === undefined ? undefined : new Date(replacedAt),
  };
}

const wasOn: Note = {
  level: 'info',
  text: 'automatic provisioning was enabled before this tool, so it stays, with the access token that authentik has now',
};

function leftToken(replacedAt: Date | undefined): Note[] {
  if (!replacedAt) return [];
  const text = `AWS may still list the access token that authentik had before ${day(replacedAt)}, and take it to the end of its year`;
  const next =
    'If nothing else uses it, delete it: Settings → Actions → "Manage provisioning" → "Access tokens".';
  return [{ level: 'info', text, next }];
}

/** Remembers somebody's word that automatic provisioning is disabled. */
export async function rememberDisabled(memory: Memory): Promise<void> {
  await memory.remember(DISABLED, true);
}
