import {
  ListAccountsCommand,
  ListDelegatedAdministratorsCommand,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { expect, it } from 'vitest';
import { startSandbox } from '../sandbox.js';

it('lists the accounts of the organization with their states, page by page', async () => {
  const { organizations } = await startSandbox({
    accounts: [{ id: '123412341234', name: 'extra' }],
  });
  const pages = [];
  for await (const page of paginateListAccounts({ client: organizations }, {})) {
    pages.push((page.Accounts ?? []).map(({ Id, Name, State }) => [Id, Name, State]));
  }
  expect(pages).toEqual([
    [
      ['111122223333', 'management', 'ACTIVE'],
      ['444455556666', 'development', 'ACTIVE'],
    ],
    [
      ['777788889999', 'production', 'ACTIVE'],
      ['999900001111', 'old-shop', 'SUSPENDED'],
    ],
    [['123412341234', 'extra', 'ACTIVE']],
  ]);
});

it('has no accounts without an organization, and gives no more than 20 at once', async () => {
  const alone = await startSandbox({ inOrganization: false });
  await expect(alone.organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
    name: 'AWSOrganizationsNotInUseException',
  });
  const { organizations } = await startSandbox();
  await expect(
    organizations.send(new ListAccountsCommand({ MaxResults: 21 })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

const delegated = new ListDelegatedAdministratorsCommand({ ServicePrincipal: 'sso.amazonaws.com' });

it('the management account sees that nothing is delegated', async () => {
  const { organizations } = await startSandbox();
  expect((await organizations.send(delegated)).DelegatedAdministrators).toEqual([]);
});

it('a delegated administrator sees itself', async () => {
  const { organizations, accountId } = await startSandbox({ callerIs: 'delegated administrator' });
  const { DelegatedAdministrators } = await organizations.send(delegated);
  expect(DelegatedAdministrators).toMatchObject([{ Id: accountId, Status: 'ACTIVE' }]);
});

it('a member is refused, and without an organization there is nothing to ask', async () => {
  const member = await startSandbox({ callerIs: 'member' });
  await expect(member.organizations.send(delegated)).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  const alone = await startSandbox({ inOrganization: false });
  await expect(alone.organizations.send(delegated)).rejects.toMatchObject({
    name: 'AWSOrganizationsNotInUseException',
  });
});
