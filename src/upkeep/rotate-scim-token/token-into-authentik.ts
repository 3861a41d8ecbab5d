import { AuthentikError } from '../../authentik/index.js';
import type { Secret } from '../../basics/secret.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import { nextSecondAtAws, untilAtAws } from '../../procedure/aws-clock.js';
import { type Context, recall } from '../../procedure/context.js';
import { notAsWritten } from '../../procedure/not-as-written.js';
import {
  agreeToDeletions,
  deletionNotes,
  deletionsBySync,
} from '../../procedure/scim-deletions.js';
import { SCIM_PROVIDER_KEY } from '../../procedure/scim-provider-settings.js';
import { waitUntilIdle } from '../../procedure/sync-following.js';
import { rememberCourse } from './course.js';
import { missingInAws, scopeOf } from './missing-in-aws.js';
import { step } from './step.js';
import { markOf } from './token-mark.js';

interface Seen {
  /** Users and groups that the sync, which the change starts, would delete in AWS. */
  readonly toDelete: readonly string[];
}

const head: StepHead = {
  id: 'token-into-authentik',
  title: 'Give authentik the second token',
  guide: ['S3'],
  place: 'authentik',
  outlook: 'the SCIM provider gets the token, between two syncs; a sync then starts',
};

/** Both tokens work at AWS while authentik goes over from one to the other. */
export const tokenIntoAuthentik = step({
  ...head,
  needs: ['instance', 'scim', 'course', 'secondToken'],
  gives: ['inAuthentik'],
  async look(context, have): Promise<Seen> {
    if (have.course.replacedAt) return { toDelete: [] };
    const scope = await scopeOf(context, have);
    return { toDelete: await deletionsBySync(context, have.instance.identityStoreId, scope) };
  },
  plan({ scim, course }, { toDelete }) {
    if (course.replacedAt) {
      const { replacedAt: at, syncBefore } = course;
      const known = { inAuthentik: { at, ...(syncBefore && { syncBefore }) } };
      return { changes: [], known, standing: 'seen' };
    }
    const fields = [{ field: 'token', from: 'the one in use', to: 'the second one' }];
    const object = `SCIM provider "${scim.provider.name}"`;
    return {
      changes: [{ action: 'update', object, fields, of: SCIM_PROVIDER_KEY }],
      known: {},
      notes: deletionNotes(toDelete),
    };
  },
  async apply(context, have, { toDelete }) {
    const { scim, course, secondToken } = have;
    const consent = await agreeToDeletions(context, toDelete);
    if (consent.kind !== 'agreed') return consent;
    const token = context.held.scimToken;
    if (!token) throw new Error('the second token is not at hand');
    const missingBefore = await missingInAws(context, have);
    const { at, syncBefore } = await secondWithoutSync(context, scim.provider);
    await rememberCourse(context, scim, {
      puttingAt: at.toISOString(),
      syncBefore: syncBefore?.toISOString(),
      ...(await marksOf(context, scim.provider.pk, token)),
    });
    await put(context, scim.provider.pk, token);
    const oldTokenAt = course.tokenAt?.toISOString();
    await rememberCourse(context, scim, {
      replacedAt: at.toISOString(),
      ...(oldTokenAt !== undefined && { oldTokenAt }),
    });
    await rememberToken(context, scim.endpoint, secondToken.triedAt);
    context.tell({ kind: 'note', step: head, note: syncStarts });
    return done({ inAuthentik: { at, missingBefore, ...(syncBefore && { syncBefore }) } });
  },
});

const syncStarts: Note = { level: 'info', text: 'authentik has it, and a full sync begins' };

/**
 * A whole second of AWS's clock that begins now and in which no sync is under way: whatever
 * CloudTrail shows of authentik from then on went out with the second token. What this program tried
 * itself was before it.
 */
async function secondWithoutSync(
  context: Context,
  provider: { readonly pk: number; readonly name: string },
): Promise<{ readonly at: Date; readonly syncBefore: Date | undefined }> {
  for (;;) {
    await waitUntilIdle(context, head, provider);
    const at = nextSecondAtAws(context);
    await untilAtAws(context, at);
    const { state, finishedAt } = await context.authentik.provisioning.status(provider);
    if (state !== 'queued' && state !== 'running') return { at, syncBefore: finishedAt };
  }
}

/** The marks of the token that authentik is about to get, and of those that it had before. */
async function marksOf({ authentik, memory }: Context, pk: number, token: Secret) {
  const last = recall(memory, 'scimTokenRotation')?.value;
  const told = last?.provider === pk ? last : undefined;
  const shown = await authentik.scimProviders.token(pk);
  const before = shown ? markOf(shown) : told?.token;
  const mark = markOf(token);
  const all = [...(told?.replaced ?? []), ...(before === undefined ? [] : [before])];
  return { token: mark, replaced: [...new Set(all)].filter((other) => other !== mark) };
}

/**
 * One save, which starts a sync. Where the answer is lost, what authentik shows decides; from
 * 2026.8 on it shows no token, and then the error stands.
 */
async function put({ authentik }: Context, pk: number, token: Secret): Promise<void> {
  let failed: AuthentikError | undefined;
  try {
    await authentik.scimProviders.update(pk, { token });
  } catch (error) {
    if (!(error instanceof AuthentikError)) throw error;
    failed = error;
  }
  const shown = await authentik.scimProviders.token(pk);
  if (shown?.equals(token)) return;
  if (failed) throw failed;
  if (shown) throw notAsWritten(['token']);
}

/** From this date `status` reckons the end. */
async function rememberToken({ memory }: Context, endpoint: string, at: Date): Promise<void> {
  const kept = recall(memory, 'provisioning')?.value;
  const tokenAt = at.toISOString();
  if (kept?.endpoint === endpoint && kept.tokenAt === tokenAt) return;
  // What this tool had enabled is remembered already; `undo` has nobody take back anything else.
  const enabledBefore = kept?.enabledBefore ?? true;
  await memory.remember('provisioning', { endpoint, tokenAt, enabledBefore });
}
