import { consoleLinks } from '../../aws/console-links.js';
import type { Memory } from '../../engine/memory.js';
import { done, type Outcome } from '../../engine/outcome.js';
import { defineStep, type RunnableStep } from '../../engine/step.js';
import { provisioningOffHandover } from '../../handover/provisioning-off.js';
import { checkInstance } from '../../procedure/check-answers.js';
import { type Context, recall } from '../../procedure/context.js';
import { handOver } from '../../procedure/hand-over.js';
import type { UndoFacts } from './facts.js';
import { namesOf } from './instance-names.js';

const TOLD = 'provisioningDisabled';

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
  async look({ memory }: Context) {
    /** Since when this tool has known it to be enabled. */
    const enabled = recall(memory, 'provisioning')?.at;
    const word = memory.recall(TOLD);
    const told = enabled !== undefined && word !== undefined && new Date(word.at) >= enabled;
    return { enabled: enabled !== undefined, told };
  },
  plan({ wanted }, { enabled, told }) {
    const known = { provisioningOff: true as const };
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

/** Remembers somebody's word that automatic provisioning is disabled. */
export async function rememberDisabled(memory: Memory): Promise<void> {
  await memory.remember(TOLD, true);
}
