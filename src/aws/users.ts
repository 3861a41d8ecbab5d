import { z } from 'zod';
import { AwsError, explained, explainedPages } from './errors.js';
import { type ExternalId, externalIdsSchema, isOfScim } from './external-ids.js';
import { operations } from './iam-actions.js';
import { listed } from './listed.js';
import { callOf, type Session } from './session.js';

/** A user of the identity store. */
export interface IdentityCenterUser {
  readonly userId: string;
  /** What the NameID must equal to the letter. */
  readonly userName: string;
  readonly displayName?: string | undefined;
  readonly emails: readonly string[];
  /** Undefined where AWS does not say. */
  readonly enabled: boolean | undefined;
  readonly externalIds: readonly ExternalId[];
  /**
   * Whether SCIM made or took over the user, as far as an external ID shows it; a client that sends
   * no external ID leaves no such trace.
   */
  readonly scimManaged: boolean;
}

/** The most users that AWS gives on one page (SDK, ListUsers). */
const PAGE_SIZE = 100;

const optionalText = z.string().optional().catch(undefined);

const userSchema = z.object({
  UserId: z.string(),
  UserName: z.string().catch(''),
  DisplayName: optionalText,
  UserStatus: optionalText,
  Emails: z.array(z.object({ Value: z.string().catch('') })).catch([]),
  ExternalIds: externalIdsSchema,
});

/** All users, page by page: a store may hold 200,000. */
export async function* listUsers(
  session: Session,
  identityStoreId: string,
): AsyncGenerator<IdentityCenterUser, void, undefined> {
  const call = callOf(session, operations.listUsers);
  const { sdk, client } = await session.clients.identityStore();
  const pages = sdk.paginateListUsers(
    { client, pageSize: PAGE_SIZE },
    { IdentityStoreId: identityStoreId },
  );
  for await (const page of explainedPages(call, pages)) {
    for (const user of await explained(call, async () => listed(page.Users))) {
      yield await explained(call, async () => readUser(user));
    }
  }
}

/** The user of exactly this name, or undefined. */
export async function findUser(
  session: Session,
  identityStoreId: string,
  userName: string,
): Promise<IdentityCenterUser | undefined> {
  try {
    const userId = await userIdOf(session, identityStoreId, userName);
    return await explained(callOf(session, operations.describeUser), async () => {
      const { sdk, client } = await session.clients.identityStore();
      const command = new sdk.DescribeUserCommand({
        IdentityStoreId: identityStoreId,
        UserId: userId,
      });
      return readUser(await client.send(command));
    });
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function userIdOf(
  session: Session,
  identityStoreId: string,
  userName: string,
): Promise<string | undefined> {
  return explained(callOf(session, operations.getUserId), async () => {
    const { sdk, client } = await session.clients.identityStore();
    const command = new sdk.GetUserIdCommand({
      IdentityStoreId: identityStoreId,
      AlternateIdentifier: {
        UniqueAttribute: { AttributePath: 'userName', AttributeValue: userName },
      },
    });
    return (await client.send(command)).UserId;
  });
}

function readUser(answer: object): IdentityCenterUser {
  const user = userSchema.parse(answer);
  return {
    userId: user.UserId,
    userName: user.UserName,
    displayName: user.DisplayName,
    emails: user.Emails.map((email) => email.Value).filter((value) => value !== ''),
    enabled: enabledOf(user.UserStatus),
    externalIds: user.ExternalIds,
    scimManaged: isOfScim(user.ExternalIds),
  };
}

function enabledOf(status: string | undefined): boolean | undefined {
  if (status === 'ENABLED') return true;
  return status === 'DISABLED' ? false : undefined;
}
