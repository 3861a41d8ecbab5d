import type { Plan } from '../engine/plan.js';
import { sourceWords } from '../settings/origins.js';
import type { Session } from './session.js';

/** The two systems of a session, in words that a reader recognises. */
export function targetOf({ settings, authentik, aws, instance }: Session): Plan['target'] {
  const { sources, values } = settings;
  const token =
    sources.authentikToken === 'none' ? 'made up' : sourceWords(settings, 'authentikToken');
  const profile = values.profile === undefined ? '' : `, profile ${values.profile}`;
  return {
    authentik: `${authentik.release.text} at ${authentik.url} (token: ${token})`,
    AWS: `account ${instance.ownerAccountId}, ${aws.region}${profile}`,
    instance: instance.id,
  };
}
