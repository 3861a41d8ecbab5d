import type { LogLine, ScimProvider } from '../../authentik/index.js';
import { isOfAuthentik, type ScimRequest, scimRequests } from '../../aws/scim-requests.js';
import { readTrail } from '../../procedure/read-trail.js';
import { inOneLine, refusalIn, type SyncRefusal } from '../../procedure/sync-refusal.js';
import type { CheckLevel } from '../check.js';
import type { SetUp } from '../context.js';
import { endpointAtAws } from './endpoint-at-aws.js';

/** That nothing gets through to AWS any more, and what to do. */
export interface SyncRefused {
  readonly text: string;
  readonly remedy: readonly string[];
  readonly level: CheckLevel;
}

/** CloudTrail is asked so far back: a sync comes every few hours. */
const PERIOD = 2 * 86_400_000;

/**
 * What the newest sync met, by authentik's log or, where that tells nothing, by CloudTrail. All that
 * has arrived stays in AWS, so that a sync which ended long ago does not show in what stands there.
 * @param users how many the sync covers
 */
export async function syncRefused(
  { context }: SetUp,
  provider: ScimProvider,
  users: number,
): Promise<SyncRefused | undefined> {
  const log = await context.authentik.provisioning.log(provider);
  const logged = refusalLogged(log, users);
  if (logged !== undefined) return logged;
  const newest = await newestRequests(context, provider);
  const reason = newest[0]?.refused;
  if (reason === undefined || !newest.every(isShutOut)) return undefined;
  return refusedBy('token', `CloudTrail shows that AWS refused the newest request: ${reason}`);
}

/** One object that AWS finds wrong is refused in other words, and says nothing of the others. */
function isShutOut({ refused = '' }: ScimRequest): boolean {
  return /access ?denied|authori[sz]|authenticat/i.test(refused);
}

function refusalLogged(log: readonly LogLine[], users: number): SyncRefused | undefined {
  const trouble = log.filter(({ level }) => level !== 'info' && level !== 'debug');
  for (const kind of ['token', 'address', 'unreachable'] as const) {
    const line = trouble.findLast(({ text }) => refusalIn(text) === kind);
    if (line) return refusedBy(kind, `authentik logged: ${inOneLine(line.text)}`);
  }
  // Until 2024.2 no answer is quoted (seen on 2023.10.7): then all of them have to be refused.
  const ofUsers = trouble.filter(({ text }) => text.startsWith('Failed to sync user '));
  const [first] = ofUsers;
  if (first && ofUsers.length >= users) {
    return refusedBy('token', `authentik logged: ${inOneLine(first.text)}`);
  }
  const other = trouble.findLast(({ text }) => refusalIn(text) !== undefined);
  const passing = other && refusalIn(other.text);
  if (!other || !passing) return undefined;
  return { ...refusedBy(passing, `authentik logged: ${inOneLine(other.text)}`), level: 'advice' };
}

function refusedBy(kind: SyncRefusal, said: string): SyncRefused {
  return {
    text: `the last sync was refused, so who leaves authentik stays in AWS. ${said}`,
    remedy: remedies[kind],
    level: 'required',
  };
}

const remedies: Readonly<Record<SyncRefusal, readonly string[]>> = {
  token: [
    'See in AWS that automatic provisioning is on: IAM Identity Center → Settings → "Automatic provisioning".',
    'Generate another token there and put it in: authentik-aws rotate scim-token --scim-token-file FILE',
  ],
  address: [
    "Allow authentik's address in the network settings of the identity store. If nothing is limited there, the token may be of another tenant: authentik-aws rotate scim-token --scim-token-file FILE",
  ],
  unreachable: [
    "authentik's worker has to reach the SCIM endpoint from its own machine: look at its network, firewall and proxy.",
  ],
  'there already': [
    'A user or group of that name was made by hand in AWS. Who it is: authentik-aws users --problems',
  ],
  'too many requests': ['The next sync tries again, at the latest in some hours.'],
  'failing service': [
    'See that AWS, or a proxy between authentik and AWS, works again: https://health.aws.amazon.com/health/status',
  ],
};

/** Records tell whole seconds, so that several may be the newest; none seen proves nothing. */
async function newestRequests(
  context: SetUp['context'],
  { url }: ScimProvider,
): Promise<readonly ScimRequest[]> {
  const { aws, now } = context;
  const endpoint = endpointAtAws(url, context);
  if (endpoint === undefined) return [];
  const since = new Date(now().getTime() - PERIOD);
  const { value = [] } = await readTrail(() =>
    scimRequests(aws, { since, tenant: endpoint.tenant }),
  );
  const ofAuthentik = value.filter(isOfAuthentik);
  const [newest] = ofAuthentik;
  return ofAuthentik.filter(({ at }) => at.getTime() === newest?.at.getTime());
}
