import { consoleLinks } from '../../aws/console-links.js';
import { tryScimToken } from '../../aws/scim-probe.js';
import { ExpectedError } from '../../basics/errors.js';
import { day } from '../../basics/words.js';
import { done } from '../../engine/outcome.js';
import { oldTokenHandover } from '../../handover/second-token.js';
import type { Context } from '../../procedure/context.js';
import { handOver } from '../../procedure/hand-over.js';
import { rememberCourse } from './course.js';
import type { TokenFacts } from './facts.js';
import { step } from './step.js';

type Have = Pick<TokenFacts, 'instance' | 'scim' | 'course' | 'secondToken' | 'syncProved'>;

/** The token that authentik no longer uses leaves AWS: it would be valid to the end of its year. */
export const oldToken = step({
  id: 'old-token',
  title: 'Delete the old access token',
  guide: ['S2'],
  place: 'AWS console',
  outlook: 'you delete the token that authentik no longer uses',
  needs: ['instance', 'scim', 'course', 'secondToken', 'syncProved'],
  gives: ['oldTokenGone'],
  look: async () => undefined,
  plan({ course }) {
    const { deletedAt } = course;
    const oldTokenAt = sinceOf(course);
    if (deletedAt) {
      return { changes: [], known: { oldTokenGone: { at: deletedAt } }, standing: 'told' };
    }
    const which = oldTokenAt ? ` of about ${day(oldTokenAt)}` : '';
    const object = `delete the access token${which} in AWS, which authentik no longer uses`;
    return { changes: [{ action: 'you', object }], known: {} };
  },
  async apply(context, have) {
    const { instance, course, secondToken } = have;
    const tell = () => rememberDeletion(context, have);
    if (context.answers.oldTokenDeleted) return tell();
    const dates = { old: sinceOf(course), inUse: secondToken.triedAt };
    const { settings } = consoleLinks(instance);
    return handOver(context.person, oldTokenHandover(settings, dates), tell);
  },
});

/** Since when the old token was valid; a run that replaces it knows it as the one in use. */
function sinceOf({ replacedAt, oldTokenAt, tokenAt }: Have['course']): Date | undefined {
  return replacedAt ? oldTokenAt : tokenAt;
}

async function rememberDeletion(context: Context, have: Have) {
  await tryTheOneInUse(context, have);
  const at = context.now();
  const provedBy = have.syncProved.by;
  // A replaced token that is deleted is refused, should anybody bring it again.
  const ended = { provedBy, deletedAt: at.toISOString(), replaced: [] };
  await rememberCourse(context, have.scim, ended);
  return done({ oldTokenGone: { at } });
}

/** Whether the right one was deleted shows at once, as long as the token is at hand. */
async function tryTheOneInUse(context: Context, { scim }: Have): Promise<void> {
  const { authentik, held, memory } = context;
  const token = held.scimToken ?? (await authentik.scimProviders.token(scim.provider.pk));
  if (!token) return;
  try {
    await tryScimToken(scim.endpoint, token);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.exit !== 'notAuthorised') throw error;
    // The rotation begins anew: what authentik has is of no use any more.
    await memory.unlearn(['scimTokenRotation']);
    throw wrongOne(error);
  }
}

function wrongOne(cause: ExpectedError): ExpectedError {
  return new ExpectedError({
    what: 'AWS no longer accepts the access token that authentik has',
    why: 'Most likely that one was deleted instead of the old one, and until another is in authentik nothing is provisioned.',
    next: [
      'Generate another one at once: Settings → Actions → "Manage provisioning" → "Generate token".',
      'Bring it with the same command: authentik-aws rotate scim-token',
    ],
    cause,
  });
}
