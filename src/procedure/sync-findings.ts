import type { LogLine } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';
import { count, listed } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import type { Arrival } from './sync-arrival.js';
import { inOneLine, refusalIn, type SyncRefusal } from './sync-refusal.js';

/** More objects than these are counted, not listed. */
const SHOWN = 5;

/** What did not arrive, counted: `2 users, 1 group and 1 membership`. */
export function missingInWords({ missingUsers, missingGroups, missingMembers }: Arrival): string {
  const counted = [
    [missingUsers.length, 'user'],
    [missingGroups.length, 'group'],
    [missingMembers.length, 'membership'],
  ] as const;
  const parts = counted.flatMap(([number, noun]) => (number > 0 ? [count(number, noun)] : []));
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** Whether authentik logged that anything went wrong. */
export function hasTrouble(log: readonly LogLine[]): boolean {
  return log.some(isTrouble);
}

function isTrouble({ level }: LogLine): boolean {
  return level !== 'info' && level !== 'debug';
}

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
  const notes = missing
    .slice(0, SHOWN)
    .map(({ what, words }) => warning(what, logged(log, words, arrival)));
  const number = missing.length - SHOWN;
  const rest = `${number} more ${number === 1 ? 'object' : 'objects'} did not arrive`;
  const more = { ...warning(rest, undefined), next: 'See whom: authentik-aws users --problems' };
  const ended = missing.length > 0 ? whatEndedIt(log) : undefined;
  const why = ended && reasonIn(ended, arrival);
  const isTold = why === undefined || notes.some(({ text }) => text.endsWith(why));
  const rests = isTold ? [] : [warning('the sync did not get through', why)];
  return [...notes, ...(number > 0 ? [more] : []), ...rests];
}

/** Whether AWS refuses authentik as such, so that what did arrive was there before. */
export function isRefused(log: readonly LogLine[]): boolean {
  return log.some(({ text }) => ['token', 'address'].includes(refusalIn(text) ?? ''));
}

/** Nothing at all: the endpoint or the token is wrong, or the first user stops everyone. */
export function nothingArrived(arrival: Arrival, log: readonly LogLine[]): ExpectedError {
  const trouble = log.filter(isTrouble);
  const said = whatEndedIt(log) ?? trouble.at(-1);
  const missing = arrival.missingUsers.length;
  const refusal = said && refusalIn(said.text);
  return new ExpectedError({
    what:
      missing === arrival.users
        ? `None of ${count(arrival.users, 'user')} arrived in AWS`
        : `${missing} of ${count(arrival.users, 'user')} did not arrive in AWS`,
    why: said
      ? `authentik logged: ${reasonIn(said, arrival)}`
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

/** The last line of trouble that names the object. */
function logged(
  log: readonly LogLine[],
  words: readonly string[],
  arrival: Arrival,
): string | undefined {
  const about = log.filter(isTrouble).filter(({ text, attributes }) => {
    const whole = `${text} ${JSON.stringify(attributes)}`;
    return words.some((word) => whole.includes(word));
  });
  const line = about.at(-1);
  return line && reasonIn(line, arrival);
}

/** An object that authentik itself finds wrong, or a failure, keeps all after it from AWS. */
function whatEndedIt(log: readonly LogLine[]): LogLine | undefined {
  return log.findLast(({ level, text }) => level === 'error' || text.startsWith('Stopping sync'));
}

/** Whom AWS has already, where the log does not say it: those made by hand. */
function thereAlready({ byHand }: Arrival): string {
  const [only, ...more] = byHand;
  if (only !== undefined && more.length === 0) {
    return `AWS has ${only} already, made by hand, and refuses to make it again (409)`;
  }
  const which = only === undefined ? '' : `; made by hand are ${listed(byHand)}`;
  return `AWS refuses to make again whom or what it has already (409)${which}`;
}

function reasonIn({ text }: LogLine, arrival: Arrival): string {
  if (refusalIn(text) === 'there already') return thereAlready(arrival);
  return inOneLine(text);
}
