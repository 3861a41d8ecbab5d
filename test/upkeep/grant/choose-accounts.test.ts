import { expect, test } from 'vitest';
import { chooseAccounts } from '../../../src/upkeep/grant/choose-accounts.js';
import type { GrantFacts } from '../../../src/upkeep/grant/facts.js';

const account = (id: string, name: string, state = 'ACTIVE') => ({ id, name, state });

const all = [
  account('111111111111', 'management'),
  account('222222222222', 'dev'),
  account('333333333333', 'twin'),
  account('444444444444', 'twin'),
  account('555555555555', 'gone', 'PENDING_CLOSURE'),
];

function choose(accounts: string[], options: { known?: boolean; allow?: boolean } = {}) {
  const { known = true, allow = false } = options;
  const wishes: GrantFacts['wishes'] = {
    principal: { type: 'GROUP', name: 'crew' },
    accounts,
    permissionSet: 'Ops',
    allowManagementAccount: allow,
    acceptChange: false,
  };
  const managementAccountId = '111111111111';
  return chooseAccounts(wishes, { all: known ? all : undefined, managementAccountId });
}

const idsOf = (choice: ReturnType<typeof choose>) => choice.chosen.map(({ id }) => id);

test('ids and names are found, each account once', () => {
  const choice = choose(['dev', '222222222222', '333333333333']);
  expect(idsOf(choice)).toEqual(['222222222222', '333333333333']);
  expect(choice.refusals).toEqual([]);
});

test('all leaves out what is not active, and the management account unless it is allowed', () => {
  const members = ['222222222222', '333333333333', '444444444444'];
  expect(idsOf(choose(['all']))).toEqual(members);
  expect(idsOf(choose(['all'], { allow: true }))).toEqual(['111111111111', ...members]);
  expect(idsOf(choose(['all', 'management']))).toEqual([...members, '111111111111']);
});

test.each([
  ['twin', '2 accounts are called "twin"', '333333333333 or 444444444444'],
  ['Dev', 'no account "Dev"', 'dev (222222222222)'],
  ['999999999999', 'no account 999999999999', 'dev (222222222222)'],
  ['gone', 'gone (555555555555) cannot be used: PENDING_CLOSURE', 'Leave it out'],
  ['555555555555', 'cannot be used', 'Leave it out'],
])('%s is refused, and the others still are found', (wish, text, next) => {
  const { chosen, refusals } = choose([wish, 'dev']);
  expect(refusals).toEqual([
    { text: expect.stringContaining(text), next: expect.stringContaining(next) },
  ]);
  expect(chosen.map(({ name }) => name)).toEqual(['dev']);
});

test('without a list ids are taken as they are; names and all are refused', () => {
  const choice = choose(['999999999999', 'dev', 'all'], { known: false });
  expect(choice.chosen).toEqual([{ id: '999999999999', name: '999999999999' }]);
  expect(choice.refusals.map(({ text }) => text)).toEqual([
    expect.stringContaining('The account "dev"'),
    expect.stringContaining('all accounts'),
  ]);
});
