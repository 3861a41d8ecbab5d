import type { Plan } from '../engine/plan.js';
import { sourceWords } from '../settings/origins.js';
import type { AwsSession } from './aws-session.js';
import type { Session } from './session.js';

/** The two systems of a session, or AWS alone, in words that a reader recognises. */
export function targetOf(session: AwsSession | Session): Plan['target'] {
  const { settings, aws, instance } = session;
  const { values } = settings;
  const profile = values.profile === undefined ? '' : `, profile ${values.profile}`;
  const { playedBy } = instance;
  const played = playedBy === undefined ? '' : ` (pretended, at ${playedBy})`;
  return {
    ...('authentik' in session && { authentik: authentikWords(session) }),
    AWS: `account ${instance.ownerAccountId}, ${aws.region}${profile}${played}`,
    instance: instance.id,
  };
}

function authentikWords({ settings, authentik }: Session): string {
  const token =
    settings.sources.authentikToken === 'none'
      ? 'made up'
      : sourceWords(settings, 'authentikToken');
  return `${authentik.release.text} at ${authentik.url} (token: ${token})`;
}
