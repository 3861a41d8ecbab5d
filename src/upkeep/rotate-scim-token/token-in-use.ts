import { readScimEndpoint } from '../../aws/scim-endpoint.js';
import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { type Context, nothingToApply } from '../../procedure/context.js';
import { ourScimProvider } from '../../procedure/scim-provider.js';
import { tokenDaysLeft, tokenEnd } from '../../procedure/token-end.js';
import { courseOf } from './course.js';
import type { TokenFacts } from './facts.js';
import { step } from './step.js';

type Have = Pick<TokenFacts, 'wishes' | 'instance'>;

interface Seen {
  readonly blocking?: Note;
  readonly found?: Pick<TokenFacts, 'scim' | 'course'>;
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
  plan(_have, { blocking, found, now }) {
    if (blocking || !found) return { changes: [], known: {}, notes: blocking ? [blocking] : [] };
    const notes = [endNote(found.course.tokenAt, now)];
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
  const course = courseOf(context, pk, { endpoint, another: wishes.another });
  return { found: { scim: { provider: { pk, name }, endpoint, tenant, slug }, course }, now };
}

function stop(text: string, now: Date): Seen {
  const next = 'Set it up first, or name it with --provider-name NAME: authentik-aws setup --scim';
  return { blocking: { level: 'blocking', text, next }, now };
}

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
