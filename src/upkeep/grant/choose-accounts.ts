import type { Account } from '../../aws/accounts.js';
import { listed } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import type { GrantFacts } from './facts.js';

/** The accounts that were meant, and why others cannot be. */
export interface Choice {
  readonly chosen: GrantFacts['accounts'];
  readonly refusals: readonly Pick<Note, 'text' | 'next'>[];
}

/** What is known of the organization. */
export interface Organization {
  /** Undefined where AWS does not let these credentials list them. */
  readonly all: readonly Account[] | undefined;
  readonly managementAccountId: string;
}

type Found = { readonly accounts: readonly Account[] } | Pick<Note, 'text' | 'next'>;

/** Resolves ids, names and `all`, each account once; an account has to be active. */
export function chooseAccounts(
  { accounts, allowManagementAccount }: GrantFacts['wishes'],
  organization: Organization,
): Choice {
  const found = accounts.map((wish): Found => {
    if (wish === 'all') return everyActive(organization, allowManagementAccount);
    return /^\d{12}$/.test(wish) ? byId(wish, organization) : byName(wish, organization);
  });
  const chosen = found.flatMap((one) => ('accounts' in one ? one.accounts : []));
  const unique = new Map(chosen.map(({ id, name }) => [id, { id, name }]));
  return {
    chosen: [...unique.values()],
    refusals: found.flatMap((one) => ('accounts' in one ? [] : [one])),
  };
}

function everyActive({ all, managementAccountId }: Organization, withManagement: boolean): Found {
  if (all === undefined) return cannotList('The list of all accounts');
  return {
    accounts: all.filter(
      ({ id, state }) => state === 'ACTIVE' && (withManagement || id !== managementAccountId),
    ),
  };
}

function byId(id: string, { all }: Organization): Found {
  if (all === undefined) return { accounts: [{ id, name: id, state: 'ACTIVE' }] };
  const account = all.find((each) => each.id === id);
  if (account) return active(account);
  return {
    text: `The organization has no account ${id}`,
    next: `It has ${listed(all.map(inWords))}.`,
  };
}

function byName(name: string, { all }: Organization): Found {
  if (all === undefined) return cannotList(`The account "${name}"`);
  const named = all.filter((account) => account.name === name);
  const [account, ...others] = named;
  if (account === undefined) {
    return {
      text: `The organization has no account "${name}"`,
      next: `It has ${listed(all.map(inWords))}.`,
    };
  }
  if (others.length === 0) return active(account);
  return {
    text: `${named.length} accounts are called "${name}"`,
    next: `Name the one that is meant by its id: ${named.map(({ id }) => id).join(' or ')}.`,
  };
}

function active(account: Account): Found {
  if (account.state === 'ACTIVE') return { accounts: [account] };
  return {
    text: `The account ${inWords(account)} cannot be used: ${account.state}`,
    next: 'Leave it out.',
  };
}

function cannotList(what: string): Pick<Note, 'text' | 'next'> {
  return {
    text: `${what} cannot be looked up, since these credentials may not call organizations:ListAccounts`,
    next: 'Name accounts by their ids, or allow that action, and run the same command again.',
  };
}

function inWords({ id, name }: Account): string {
  return `${name} (${id})`;
}
