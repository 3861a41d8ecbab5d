import { ListDelegatedAdministratorsCommand } from '@aws-sdk/client-organizations';
import { expect, test } from 'vitest';
import { startSandbox } from '../sandbox.js';

const delegated = new ListDelegatedAdministratorsCommand({ ServicePrincipal: 'sso.amazonaws.com' });

test('the management account sees that nothing is delegated', async () => {
  const { organizations } = await startSandbox();
  expect((await organizations.send(delegated)).DelegatedAdministrators).toEqual([]);
});

test('a delegated administrator sees itself', async () => {
  const { organizations, accountId } = await startSandbox({ callerIs: 'delegated administrator' });
  const { DelegatedAdministrators } = await organizations.send(delegated);
  expect(DelegatedAdministrators).toMatchObject([{ Id: accountId, Status: 'ACTIVE' }]);
});

test('a member is refused, and without an organization there is nothing to ask', async () => {
  const member = await startSandbox({ callerIs: 'member' });
  await expect(member.organizations.send(delegated)).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  const alone = await startSandbox({ inOrganization: false });
  await expect(alone.organizations.send(delegated)).rejects.toMatchObject({
    name: 'AWSOrganizationsNotInUseException',
  });
});
