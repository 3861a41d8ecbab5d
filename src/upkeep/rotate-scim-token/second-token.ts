import { consoleLinks } from '../../aws/console-links.js';
import { tryScimToken } from '../../aws/scim-probe.js';
import { usableScimToken } from '../../aws/scim-token.js';
import { ExpectedError } from '../../basics/errors.js';
import { Secret } from '../../basics/secret.js';
import { done } from '../../engine/outcome.js';
import { secondTokenHandover } from '../../handover/second-token.js';
import { type Context, recall } from '../../procedure/context.js';
import { handOver } from '../../procedure/hand-over.js';
import { rememberCourse } from './course.js';
import type { TokenFacts } from './facts.js';
import { step } from './step.js';
import { markOf } from './token-mark.js';

type Have = Pick<TokenFacts, 'instance' | 'scim' | 'course'>;

/** A second token beside the one in use, tried before anything depends on it. */
export const secondToken = step({
  id: 'second-token',
  title: 'Generate a second access token',
  guide: ['S2'],
  place: 'AWS console',
  outlook: 'a second access token, from you; it is tried at once and held in memory only',
  needs: ['instance', 'scim', 'course'],
  gives: ['secondToken'],
  look: async () => undefined,
  plan({ course }) {
    const { replacedAt, triedAt, refused } = course;
    if (replacedAt)
      return { changes: [], known: { secondToken: { triedAt: triedAt ?? replacedAt } } };
    const object = `generate ${refused ? 'another' : 'a second'} access token in AWS and bring it`;
    return { changes: [{ action: 'you', object }], known: {} };
  },
  async apply(context, have) {
    const { answers, person } = context;
    if (answers.scimToken)
      return keep(context, have, await tried(context, have, answers.scimToken));
    const { tokenAt, triedAt, puttingAt, refused = false } = have.course;
    const known = {
      ...{ inUseSince: tokenAt, unusedSince: triedAt },
      ...{ unsure: puttingAt !== undefined, refused },
    };
    const { settings } = consoleLinks(have.instance);
    const read = (text: string) => tried(context, have, new Secret(text.trim()));
    const handover = secondTokenHandover(settings, known, read);
    return handOver(person, handover, (token) => keep(context, have, token));
  },
});

/** @throws ExpectedError when AWS does not accept it, or it is the one that is in use */
async function tried(context: Context, { scim, course }: Have, brought: Secret) {
  const token = usableScimToken(brought);
  await tryScimToken(scim.endpoint, token);
  // A run that was stopped may have given it to authentik already.
  if (course.puttingAt === undefined && (await hasIt(context, scim.provider.pk, token))) {
    throw isInUse();
  }
  return token;
}

/** By what authentik shows of it, or else by what the last rotation gave it. */
async function hasIt({ authentik, memory }: Context, pk: number, token: Secret): Promise<boolean> {
  const shown = await authentik.scimProviders.token(pk);
  if (shown) return shown.equals(token);
  const told = recall(memory, 'scimTokenRotation')?.value;
  return told?.provider === pk && told.token === markOf(token);
}

async function keep(context: Context, { scim }: Have, token: Secret) {
  const triedAt = context.now();
  context.held.scimToken = token;
  await rememberCourse(context, scim, {
    ...{ triedAt: triedAt.toISOString(), puttingAt: undefined, replacedAt: undefined },
    ...{ oldTokenAt: undefined, provedBy: undefined, deletedAt: undefined },
    syncBefore: undefined,
  });
  return done({ secondToken: { triedAt } });
}

function isInUse(): ExpectedError {
  return new ExpectedError({
    what: 'This is the access token that authentik uses already',
    why: 'A rotation needs a second one, so that the first can be deleted afterwards.',
    next: 'Generate another one: Settings → Actions → "Manage provisioning" → "Generate token".',
    exit: 'usage',
  });
}
