import { z } from 'zod';
import { type AccessRequest, readRequest } from './access-requests.js';
import { explained, explainedPages } from './errors.js';
import { accessOperations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

/** A user or group of the identity store, as assignments name it. */
export interface Principal {
  readonly type: 'USER' | 'GROUP';
  readonly id: string;
}

/** That a principal has a permission set in an account. */
export interface Assignment {
  readonly accountId: string;
  readonly permissionSetArn: string;
  readonly principal: Principal;
}

/** The most assignments on a page (SDK, ListAccountAssignments). */
const PAGE_SIZE = 100;

/** Assignments that may be under way at the same time (user guide, limits). */
export const MOST_OUTSTANDING = 15;

const rowSchema = z
  .object({
    AccountId: z.string(),
    PermissionSetArn: z.string(),
    PrincipalType: z.enum(['USER', 'GROUP']),
    PrincipalId: z.string(),
  })
  .transform(
    (row): Assignment => ({
      accountId: row.AccountId,
      permissionSetArn: row.PermissionSetArn,
      principal: { type: row.PrincipalType, id: row.PrincipalId },
    }),
  );

/** Who has a permission set in an account. */
export async function* assignmentsIn(
  session: Session,
  InstanceArn: string,
  place: Pick<Assignment, 'accountId' | 'permissionSetArn'>,
): AsyncGenerator<Assignment, void, undefined> {
  const call = callOf(session, accessOperations.listAssignments);
  const { sdk, client } = await session.clients.ssoAdmin();
  const pages = sdk.paginateListAccountAssignments(
    { client, pageSize: PAGE_SIZE },
    { InstanceArn, AccountId: place.accountId, PermissionSetArn: place.permissionSetArn },
  );
  for await (const page of explainedPages(call, pages)) {
    for (const row of page.AccountAssignments ?? []) {
      yield await explained(call, async () => rowSchema.parse(row));
    }
  }
}

/**
 * What a principal has anywhere. Works from the management account only (SDK,
 * ListAccountAssignmentsForPrincipal); whether it names for a user what comes through groups is
 * not documented.
 */
export async function* assignmentsFor(
  session: Session,
  InstanceArn: string,
  principal: Principal,
): AsyncGenerator<Assignment, void, undefined> {
  const call = callOf(session, accessOperations.listAssignmentsFor);
  const { sdk, client } = await session.clients.ssoAdmin();
  const pages = sdk.paginateListAccountAssignmentsForPrincipal(
    { client, pageSize: PAGE_SIZE },
    { InstanceArn, PrincipalType: principal.type, PrincipalId: principal.id },
  );
  for await (const page of explainedPages(call, pages)) {
    for (const row of page.AccountAssignments ?? []) {
      yield await explained(call, async () => rowSchema.parse(row));
    }
  }
}

/** Begins an assignment; the permission set is provisioned to the account on the way. */
export async function assign(
  session: Session,
  InstanceArn: string,
  { accountId, permissionSetArn, principal }: Assignment,
): Promise<AccessRequest> {
  return explained(callOf(session, accessOperations.assign), async () => {
    const { sdk, client } = await session.clients.ssoAdmin();
    const command = new sdk.CreateAccountAssignmentCommand({
      InstanceArn,
      TargetId: accountId,
      TargetType: 'AWS_ACCOUNT',
      PermissionSetArn: permissionSetArn,
      PrincipalType: principal.type,
      PrincipalId: principal.id,
    });
    return readRequest((await client.send(command)).AccountAssignmentCreationStatus);
  });
}

/** How far an assignment is. */
export async function assignmentOf(
  session: Session,
  InstanceArn: string,
  requestId: string,
): Promise<AccessRequest> {
  return explained(callOf(session, accessOperations.assignmentStatus), async () => {
    const { sdk, client } = await session.clients.ssoAdmin();
    const command = new sdk.DescribeAccountAssignmentCreationStatusCommand({
      InstanceArn,
      AccountAssignmentCreationRequestId: requestId,
    });
    return readRequest((await client.send(command)).AccountAssignmentCreationStatus);
  });
}
