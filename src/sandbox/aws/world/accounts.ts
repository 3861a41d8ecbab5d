/** Where an account is in its life (AWS SDK, organizations, `AccountState`). */
export type AccountState = 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

/** What is said of an account that a world is to have besides its own. */
export interface NewAccount {
  /** Twelve digits. */
  id: string;
  name: string;
  /** `ACTIVE` where nothing is said. */
  state?: AccountState;
  /** Customer-managed policies that exist in it, each with its path: `/team/ReadLogs`. */
  customerPolicies?: readonly string[];
}

/** One account of the organization. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  state: AccountState;
  readonly joinedAt: Date;
  readonly customerPolicies: Set<string>;
}

/** The account that manages the organization. */
export const MANAGEMENT_ACCOUNT = '111122223333';

/** A member, and the delegated administrator where there is one. */
export const MEMBER_ACCOUNT = '444455556666';

const JOINED = new Date('2024-02-06T08:00:00Z');

const always: readonly NewAccount[] = [
  { id: MANAGEMENT_ACCOUNT, name: 'management' },
  { id: MEMBER_ACCOUNT, name: 'development' },
  { id: '777788889999', name: 'production' },
  { id: '999900001111', name: 'old-shop', state: 'SUSPENDED' },
];

/** The accounts of an organization: the four that are always there, and others. */
export function organizationAccounts(others: readonly NewAccount[] = []): Account[] {
  return [...always, ...others].map(({ id, name, state = 'ACTIVE', customerPolicies = [] }) => ({
    id,
    name,
    email: `${id}@example.com`,
    state,
    joinedAt: JOINED,
    customerPolicies: new Set(customerPolicies),
  }));
}
