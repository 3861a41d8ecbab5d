import { nameIdTrouble } from '../saml/name-id.js';
import { isNameRefused } from './name-refused.js';
import type { AuthentikPerson } from './person.js';
import type { ReasonId } from './reasons.js';

/** What is kept of an authentik user until all are read. */
export interface HeldPerson {
  readonly pk: number;
  readonly username: string;
  readonly email: string;
  /** Why he cannot sign in whatever else is read; absent: it depends on the others. */
  readonly settled?: ReasonId;
  /** Whether SCIM could not send his name; absent: it could. */
  readonly nameRefused?: true;
}

/** Reduces a user to what is kept. */
export function holdPerson(person: AuthentikPerson): HeldPerson {
  const { pk, username, email, name } = person;
  const settled = settledReason(person);
  return {
    ...{ pk, username, email },
    ...(settled && { settled }),
    ...(isNameRefused(name) && { nameRefused: true }),
  };
}

function settledReason({ kind, inScope, active, email }: AuthentikPerson): ReasonId | undefined {
  if (kind.endsWith('service_account')) return 'service-account';
  if (!inScope) return 'outside-bindings';
  if (!active) return 'deactivated';
  if (email.trim() === '') return 'no-email';
  return nameIdTrouble(email) === undefined ? undefined : 'not-an-address';
}
