import { type AccessRequest, readRequest } from './access-requests.js';
import { explained, explainedPages } from './errors.js';
import { accessOperations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

/** The most accounts on a page (SDK, ListAccountsForProvisionedPermissionSet). */
const PAGE_SIZE = 100;

/**
 * The accounts that a permission set is provisioned to.
 * @param which `outdated`: only those that its latest change has not reached
 */
export async function provisionedAccounts(
  session: Session,
  InstanceArn: string,
  PermissionSetArn: string,
  which: 'all' | 'outdated',
): Promise<string[]> {
  const call = callOf(session, accessOperations.listProvisioned);
  const { sdk, client } = await session.clients.ssoAdmin();
  const pages = sdk.paginateListAccountsForProvisionedPermissionSet(
    { client, pageSize: PAGE_SIZE },
    {
      InstanceArn,
      PermissionSetArn,
      ...(which === 'outdated' && { ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED' }),
    },
  );
  const found: string[] = [];
  for await (const page of explainedPages(call, pages)) found.push(...(page.AccountIds ?? []));
  return found;
}

/** Begins to bring the latest change of a permission set to every account where it is in use. */
export async function provisionEverywhere(
  session: Session,
  InstanceArn: string,
  PermissionSetArn: string,
): Promise<AccessRequest> {
  return explained(callOf(session, accessOperations.provision), async () => {
    const { sdk, client } = await session.clients.ssoAdmin();
    const command = new sdk.ProvisionPermissionSetCommand({
      InstanceArn,
      PermissionSetArn,
      TargetType: 'ALL_PROVISIONED_ACCOUNTS',
    });
    return readRequest((await client.send(command)).PermissionSetProvisioningStatus);
  });
}

/** How far the provisioning of a request is. */
export async function provisioningOf(
  session: Session,
  InstanceArn: string,
  requestId: string,
): Promise<AccessRequest> {
  return explained(callOf(session, accessOperations.provisioningStatus), async () => {
    const { sdk, client } = await session.clients.ssoAdmin();
    const command = new sdk.DescribePermissionSetProvisioningStatusCommand({
      InstanceArn,
      ProvisionPermissionSetRequestId: requestId,
    });
    return readRequest((await client.send(command)).PermissionSetProvisioningStatus);
  });
}
