import type { Release } from '../releases.js';
import { list, type Row } from '../world/row.js';
import { isRecord, pythonText } from './json.js';
import { syncs } from './release-features.js';

/**
 * What the server's own check says of a user that a mapping made, undefined when it takes him. The
 * words for an address without an @ are recorded; those for others are this sandbox's.
 */
export function complaintAboutUser(release: Release, user: Row): string | undefined {
  if (typeof user.userName !== 'string') {
    return '1 validation error for User\nuserName\n  Field required';
  }
  for (const [index, email] of list(user, 'emails').entries()) {
    const address = isRecord(email) ? email.value : undefined;
    if (typeof address !== 'string' || isAddress(address)) continue;
    return `1 validation error for User\n${complaint(release, index, address, email)}`;
  }
  return undefined;
}

function complaint(release: Release, index: number, address: string, email: unknown): string {
  if (syncs(release, 'otherEmailCheck')) {
    const input = `[type=value_error, input_value=${pythonText(email)}, input_type=dict]`;
    const page = 'For further information visit https://errors.pydantic.dev/2.12/v/value_error';
    return `emails.${index}\n  Value error, ['Enter a valid email address.'] ${input}\n    ${page}`;
  }
  const why = address.includes('@') ? 'It cannot be used.' : withoutAt(release);
  const input = `[type=value_error, input_value=${pythonText(address)}, input_type=str]`;
  return `emails.${index}.value\n  value is not a valid email address: ${why} ${input}`;
}

function withoutAt(release: Release): string {
  return syncs(release, 'sharedEngine')
    ? 'An email address must have an @-sign.'
    : 'The email address is not valid. It must have exactly one @-sign.';
}

/** One @, something without spaces before it and a domain with a dot behind it. */
function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u.test(text);
}
