import { readScimEndpoint } from '../../aws/scim-endpoint.js';
import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { type Context, nothingToApply } from '../../procedure/context.js';
import { ourScimProvider } from '../../procedure/scim-provider.js';
import { tokenDaysLeft, tokenEnd } from '../../procedure/token-end.js';
import { courseOf } from './course.js';
import type { TokenFacts } from './facts.js';
import { step } from './step.js';
import { standingOf, type TokenStanding } from './token-standing.js';

type Have = Pick<TokenFacts, 'wishes' | 'instance'>;

interface Seen {
  readonly blocking?: Note;
  readonly found?: Pick<TokenFacts, 'scim' | 'course'>;
  readonly standing?: TokenStanding;
  readonly now: Date;
}

/** The SCIM provider, where it sends to, and since when its token is valid. */
export const tokenInUse = step({
  id: 'token-in-use',
  title: 'Look at the access token in use',
  guide: ['S3'],
  place: 'authentik',
  outlook: 'the SCIM provider, and when its token ends',
  needs: ['wishes', 'instance'],
  gives: ['scim', 'course'],
  look,
  plan(_have, { blocking, found, standing, now }) {
    if (blocking || !found) return { changes: [], known: {}, notes: blocking ? [blocking] : [] };
    const notes = standing?.refused
      ? [refusedNote]
      : [endNote(found.course.tokenAt, now), ...broughtNotes(found.course, standing)];
    return { changes: [], known: found, standing: 'seen', notes };
  },
  apply: nothingToApply,
});

async function look(context: Context, { wishes, instance }: Have): Promise<Seen> {
  const now = context.now();
  const provider = await ourScimProvider(context, wishes);
  if (!provider) return stop('authentik has no SCIM provider for AWS', now);
  const { pk, name, url, backchannelApplicationSlug: slug } = provider;
  if (slug === undefined) return stop(`The SCIM provider "${name}" works for no application`, now);
  const { forceScimEndpoint: force } = context.answers;
  const options = { instance, force, loopback: context.loopbackAws };
  const { url: endpoint, tenant } = readScimEndpoint(url, options);
  const standing = await standingOf(context, { pk, name }, endpoint);
  const course = courseOf(context, pk, { endpoint, another: wishes.another, ...standing });
  const scim = { provider: { pk, name }, endpoint, tenant, slug };
  return { found: { scim, course }, standing, now };
}

function stop(text: string, now: Date): Seen {
  const next = 'Set it up first, or name it with --provider-name NAME: authentik-aws setup --scim';
  return { blocking: { level: 'blocking', text, next }, now };
}

const refusedNote: Note = {
  level: 'warning',
  text: 'AWS refuses the access token that authentik has (401): it has ended or was deleted, and nothing is provisioned until authentik has another',
};

/** A token that was brought and is not looked at any further must not seem to be in use. */
function broughtNotes({ replacedAt }: TokenFacts['course'], standing?: TokenStanding): Note[] {
  if (!replacedAt || !standing) return [];
  const text = UNUSED[standing.brought];
  const next = 'To put another one into authentik: authentik-aws rotate scim-token --another';
  return text === undefined ? [] : [{ level: 'warning', text, next }];
}

const UNUSED: Readonly<Partial<Record<TokenStanding['brought'], string>>> = {
  another: 'the access token that was brought is not the one in authentik, and is not used',
  replaced: 'the access token that was brought is one that was replaced already, and is not used',
  'not comparable':
    'this authentik does not show its access token, so that it is not known whether the one that was brought is another; it is not used',
};

function endNote(tokenAt: Date | undefined, now: Date): Note {
  if (!tokenAt) {
    const text = 'it is not known here when the access token in authentik ends; AWS lists it';
    return { level: 'info', text };
  }
  const left = tokenDaysLeft(tokenAt, now);
  const end = day(tokenEnd(tokenAt));
  const when = left > 0 ? `ends in ${left} days, about ${end}` : `ended about ${end}`;
  return { level: left < 30 ? 'warning' : 'info', text: `the access token in authentik ${when}` };
}
