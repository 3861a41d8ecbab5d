import type { Account } from '../../aws/accounts.js';
import { isNotAllowedOrUnknown } from '../../aws/errors.js';
import { managementAccountActions } from '../../aws/iam-policy.js';
import { listed } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { nothingToApply } from '../../procedure/context.js';
import { type Choice, chooseAccounts } from './choose-accounts.js';
import { type GrantContext, step } from './context.js';
import type { GrantFacts } from './facts.js';

interface Seen extends Choice {
  readonly managementAccountId: string;
  /** Whether the caller is of the management account. */
  readonly fromManagement: boolean;
  /** Whether the accounts of the organization could be listed. */
  readonly listed: boolean;
}

/** Where access is given: accounts of the organization, by id or name. */
export const accounts = step({
  id: 'accounts',
  title: 'Find the accounts',
  guide: [],
  place: 'AWS',
  outlook: 'the accounts, active and part of the organization',
  needs: ['wishes'],
  gives: ['accounts'],
  look,
  plan({ wishes }, seen) {
    const notes = [...seen.refusals.map(blocking), ...managementNotes(wishes, seen)];
    if (!seen.listed) notes.push(notListed);
    return { changes: [], known: { accounts: [...seen.chosen] }, standing: 'seen', notes };
  },
  apply: nothingToApply,
});

async function look(
  { aws, instance }: GrantContext,
  { wishes }: Pick<GrantFacts, 'wishes'>,
): Promise<Seen> {
  // Only an organization instance has permission sets, and its owner manages the organization.
  const managementAccountId = instance.ownerAccountId;
  const [all, caller] = await Promise.all([orUndefined(aws.accounts()), aws.caller()]);
  return {
    ...chooseAccounts(wishes, { all, managementAccountId }),
    managementAccountId,
    fromManagement: caller.accountId === managementAccountId,
    listed: all !== undefined,
  };
}

async function orUndefined(asked: Promise<Account[]>): Promise<Account[] | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isNotAllowedOrUnknown(error)) return undefined;
    throw error;
  }
}

function blocking({ text, next }: Pick<Note, 'text' | 'next'>): Note {
  return { level: 'blocking', text, ...(next !== undefined && { next }) };
}

const notListed: Note = {
  level: 'info',
  text: 'organizations:ListAccounts is not allowed, so whether these accounts are active is not known',
};

function managementNotes(wishes: GrantFacts['wishes'], seen: Seen): Note[] {
  const { managementAccountId: id, chosen, fromManagement } = seen;
  if (!chosen.some((account) => account.id === id)) return [];
  if (!fromManagement) {
    return [
      blocking({
        text: `${id} is the management account, and a delegated administrator cannot give access there`,
        next: 'Use credentials of the management account itself, or leave it out.',
      }),
    ];
  }
  if (wishes.principal.type === 'GROUP' && !wishes.allowManagementAccount) {
    return [
      blocking({
        text: `${id} is the management account: AWS advises to give access there to single users only, since whoever controls a group's members controls the organization`,
        next: 'Give it to a user (--to-user), leave the account out, or say --allow-management-account.',
      }),
    ];
  }
  return [
    {
      level: 'warning',
      text: `${id} is the management account: there AWS makes the role with the rights of these credentials, which need IAMFullAccess or ${listed(managementAccountActions, 4)} (the README lists them)`,
    },
  ];
}
