import { ExpectedError } from '../../basics/errors.js';
import { listed } from '../../basics/words.js';

/** What a list of access is narrowed to, in the words of whoever asks. */
export interface Narrowing {
  /** Ids and names, or `all`; absent: all. */
  readonly accounts?: readonly string[] | undefined;
  /** By name or ARN; absent: all. */
  readonly permissionSet?: string | undefined;
}

/** What the accounts and permission sets are called, by id and ARN. */
export interface Known {
  /** Undefined where AWS does not let these credentials list accounts. */
  readonly accounts: ReadonlyMap<string, string> | undefined;
  readonly sets: ReadonlyMap<string, { readonly name: string }>;
}

/** Whether an account or a permission set is among what is asked for. */
export interface Narrowed {
  takesAccount(id: string): boolean;
  takesSet(arn: string): boolean;
}

/**
 * Resolves what a list is narrowed to.
 * @throws ExpectedError for an account or a permission set that does not exist
 */
export function narrow({ accounts, permissionSet }: Narrowing, known: Known): Narrowed {
  const wanted = (accounts ?? ['all']).filter((wish) => wish !== 'all');
  const everywhere = accounts === undefined || accounts.includes('all');
  const ids = new Set(wanted.flatMap((wish) => idsOf(wish, known.accounts)));
  const arns = permissionSet === undefined ? undefined : arnsOf(permissionSet, known.sets);
  return {
    takesAccount: (id) => everywhere || ids.has(id),
    takesSet: (arn) => arns === undefined || arns.includes(arn),
  };
}

/** Several accounts may have one name; a list shows them all. */
function idsOf(wish: string, accounts: Known['accounts']): string[] {
  const isId = /^\d{12}$/.test(wish);
  if (accounts === undefined) {
    if (isId) return [wish];
    throw new ExpectedError({
      what: `The account "${wish}" cannot be looked up`,
      why: 'These credentials may not call organizations:ListAccounts.',
      next: 'Name accounts by their ids, or allow that action, and run the same command again.',
    });
  }
  const found = [...accounts].filter(([id, name]) => id === wish || name === wish);
  if (found.length > 0) return found.map(([id]) => id);
  const all = [...accounts].map(([id, name]) => `${name} (${id})`);
  throw new ExpectedError({
    what: `The organization has no account ${isId ? wish : `"${wish}"`}`,
    next: `It has ${listed(all)}.`,
  });
}

function arnsOf(wish: string, sets: Known['sets']): string[] {
  const found = [...sets].filter(([arn, { name }]) => arn === wish || name === wish);
  if (found.length > 0) return found.map(([arn]) => arn);
  const names = [...sets.values()].map(({ name }) => name).sort();
  throw new ExpectedError({
    what: `IAM Identity Center has no permission set "${wish}"`,
    next: names.length > 0 ? `It has ${listed(names)}.` : 'It has none at all.',
  });
}
