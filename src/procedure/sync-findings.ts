import type { LogLine } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';
import { count } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import type { Arrival } from './sync-arrival.js';
import { refusalIn, type SyncRefusal, shortened } from './sync-refusal.js';

/** More objects than these are counted, not listed. */
const SHOWN = 5;

/** What did not arrive, object by object, with what authentik's log says of it. */
export function missingNotes(arrival: Arrival, log: readonly LogLine[]): Note[] {
  const users = arrival.missingUsers.map(({ username, email }) => ({
    what: `${email} is not in AWS`,
    words: [email, username],
  }));
  const groups = arrival.missingGroups.map((name) => ({
    what: `the group "${name}" is not in AWS`,
    words: [name],
  }));
  const members = arrival.missingMembers.map(({ group, userName }) => ({
    what: `${userName} is not in the group "${group}" in AWS`,
    words: [group],
  }));
  const missing = [...users, ...groups, ...members];
  const notes = missing.slice(0, SHOWN).map(({ what, words }) => warning(what, logged(log, words)));
  if (missing.length <= SHOWN) return notes;
  const rest = `${missing.length - SHOWN} more users, groups or memberships did not arrive`;
  return [
    ...notes,
    { ...warning(rest, undefined), next: 'See whom: authentik-aws users --problems' },
  ];
}

/** Whether AWS refuses authentik as such, so that what did arrive was there before. */
export function isRefused(log: readonly LogLine[]): boolean {
  return log.some(({ text }) => ['token', 'address'].includes(refusalIn(text) ?? ''));
}

/** Nothing at all: the endpoint or the token is wrong, or the first user stops everyone. */
export function nothingArrived(arrival: Arrival, log: readonly LogLine[]): ExpectedError {
  const trouble = log.filter(({ level }) => level !== 'info' && level !== 'debug');
  const said = whatEndedIt(log) ?? trouble.at(-1);
  const missing = arrival.missingUsers.length;
  const refusal = said && refusalIn(said.text);
  return new ExpectedError({
    what:
      missing === arrival.users
        ? `None of ${count(arrival.users, 'user')} arrived in AWS`
        : `${missing} of ${count(arrival.users, 'user')} did not arrive in AWS`,
    why: said
      ? `authentik logged: ${inOneLine(said)}`
      : 'authentik logged nothing that explains it.',
    next: remediesFor(refusal),
    exit: refusal === 'token' || refusal === 'address' ? 'notAuthorised' : 'failed',
  });
}

/** The sync is run again by the same command, since nothing has arrived yet. */
const again = 'Then run the same command again: it starts another sync.';

const newToken =
  'generate another one under Actions → "Manage provisioning", and give it to authentik with authentik-aws rotate scim-token';

function remediesFor(refusal: SyncRefusal | undefined): string[] {
  if (refusal === 'token') return [`AWS refused the token: ${newToken}`, again];
  if (refusal === 'address') {
    return [
      "AWS refused authentik's address: allow it in the network settings of the identity store. If nothing is limited there, the token may be of another tenant.",
      again,
    ];
  }
  if (refusal === 'too many requests') return [`Wait a minute. ${again}`];
  if (refusal === 'failing service') {
    return [
      'AWS, or a proxy between authentik and AWS, failed: see that it works again. https://health.aws.amazon.com/health/status tells of AWS.',
      again,
    ];
  }
  if (refusal === 'unreachable') {
    return [
      "authentik's worker has to reach the SCIM endpoint from its own machine: look at its network, firewall and proxy.",
      again,
    ];
  }
  return [
    `If the token may be wrong: ${newToken}`,
    'If a user is named above, give him a usable e-mail address. Then run the same command again.',
  ];
}

function warning(what: string, said: string | undefined): Note {
  const text = said === undefined ? what : `${what}: ${said}`;
  return { level: 'warning', text };
}

/** The last line of trouble that names the object; else the one that ended the sync before it. */
function logged(log: readonly LogLine[], words: readonly string[]): string | undefined {
  const about = log.filter(({ level, text, attributes }) => {
    if (level === 'info' || level === 'debug') return false;
    const whole = `${text} ${JSON.stringify(attributes)}`;
    return words.some((word) => whole.includes(word));
  });
  const line = about.at(-1) ?? whatEndedIt(log);
  return line && inOneLine(line);
}

/** An object that authentik itself finds wrong, or a failure, keeps all after it from AWS. */
function whatEndedIt(log: readonly LogLine[]): LogLine | undefined {
  return log.findLast(({ level, text }) => level === 'error' || text.startsWith('Stopping sync'));
}

/** Python's complaints have several. */
function inOneLine({ text }: LogLine): string {
  return shortened(text.replaceAll(/\s+/g, ' ').trim());
}
