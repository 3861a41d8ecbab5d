import { z } from 'zod';
import { explained, explainedPages } from './errors.js';
import { accessOperations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

/**
 * What is changed of a permission set as a whole: AWS empties what an update leaves out
 * (hashicorp/terraform-provider-aws#17411).
 */
export interface PermissionSetSettings {
  /** How long a session lasts, in ISO 8601: `PT1H`. */
  readonly sessionDuration: string;
  readonly description?: string | undefined;
  /** Where a sign-in leads to within the console. */
  readonly relayState?: string | undefined;
}

/** A permission set without what it permits. */
export interface PermissionSet extends PermissionSetSettings {
  readonly arn: string;
  /** Unique within the instance, up to 32 characters. */
  readonly name: string;
}

/** A policy that has to be in each account under this name. */
export interface CustomerPolicy {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
}

/** What a permission set permits. */
export interface Policies {
  /** ARNs of policies that AWS manages. */
  readonly managed: readonly string[];
  readonly customer: readonly CustomerPolicy[];
  /** JSON; empty where there is none. */
  readonly inline: string;
}

/** The most items on a page (SDK, ListPermissionSets). */
const PAGE_SIZE = 100;

const setSchema = z
  .object({
    PermissionSetArn: z.string(),
    Name: z.string(),
    // AWS's default, for sets that were made without one (user guide, howtosessionduration).
    SessionDuration: z.string().catch('PT1H'),
    Description: z.string().optional().catch(undefined),
    RelayState: z.string().optional().catch(undefined),
  })
  .transform(
    (row): PermissionSet => ({
      arn: row.PermissionSetArn,
      name: row.Name,
      sessionDuration: row.SessionDuration,
      description: row.Description,
      relayState: row.RelayState,
    }),
  );

const managedSchema = z.object({ Arn: z.string() });
const customerSchema = z.object({ Name: z.string(), Path: z.string().catch('/') });
const tagSchema = z.object({ Key: z.string(), Value: z.string() });

/** The ARNs of all permission sets, a page at a time: an instance may hold 3,500. */
export async function* listPermissionSets(
  session: Session,
  InstanceArn: string,
): AsyncGenerator<readonly string[], void, undefined> {
  const call = callOf(session, accessOperations.listPermissionSets);
  const { sdk, client } = await session.clients.ssoAdmin();
  const pages = sdk.paginateListPermissionSets({ client, pageSize: PAGE_SIZE }, { InstanceArn });
  for await (const page of explainedPages(call, pages)) yield page.PermissionSets ?? [];
}

/** One permission set; rejects where there is none of this ARN. */
export async function describePermissionSet(
  session: Session,
  InstanceArn: string,
  PermissionSetArn: string,
): Promise<PermissionSet> {
  return explained(callOf(session, accessOperations.describePermissionSet), async () => {
    const { sdk, client } = await session.clients.ssoAdmin();
    const command = new sdk.DescribePermissionSetCommand({ InstanceArn, PermissionSetArn });
    return setSchema.parse((await client.send(command)).PermissionSet);
  });
}

/** What a permission set permits. */
export async function policiesOf(
  session: Session,
  InstanceArn: string,
  PermissionSetArn: string,
): Promise<Policies> {
  const one = { InstanceArn, PermissionSetArn };
  const [managed, customer, inline] = await Promise.all([
    managedOf(session, one),
    customerOf(session, one),
    inlineOf(session, one),
  ]);
  return { managed, customer, inline };
}

interface One {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

async function managedOf(session: Session, one: One): Promise<string[]> {
  const call = callOf(session, accessOperations.listManaged);
  const { sdk, client } = await session.clients.ssoAdmin();
  const pages = sdk.paginateListManagedPoliciesInPermissionSet({ client }, one);
  const found: string[] = [];
  for await (const page of explainedPages(call, pages)) {
    for (const policy of page.AttachedManagedPolicies ?? []) {
      found.push((await explained(call, async () => managedSchema.parse(policy))).Arn);
    }
  }
  return found;
}

async function customerOf(session: Session, one: One): Promise<CustomerPolicy[]> {
  const call = callOf(session, accessOperations.listCustomer);
  const { sdk, client } = await session.clients.ssoAdmin();
  const pages = sdk.paginateListCustomerManagedPolicyReferencesInPermissionSet({ client }, one);
  const found: CustomerPolicy[] = [];
  for await (const page of explainedPages(call, pages)) {
    for (const policy of page.CustomerManagedPolicyReferences ?? []) {
      const { Name, Path } = await explained(call, async () => customerSchema.parse(policy));
      found.push({ name: Name, path: Path });
    }
  }
  return found;
}

async function inlineOf(session: Session, one: One): Promise<string> {
  return explained(callOf(session, accessOperations.getInline), async () => {
    const { sdk, client } = await session.clients.ssoAdmin();
    const command = new sdk.GetInlinePolicyForPermissionSetCommand(one);
    return (await client.send(command)).InlinePolicy ?? '';
  });
}

/** The tags of a permission set. */
export async function tagsOf(
  session: Session,
  InstanceArn: string,
  ResourceArn: string,
): Promise<ReadonlyMap<string, string>> {
  const call = callOf(session, accessOperations.listTags);
  const { sdk, client } = await session.clients.ssoAdmin();
  const pages = sdk.paginateListTagsForResource({ client }, { InstanceArn, ResourceArn });
  const tags = new Map<string, string>();
  for await (const page of explainedPages(call, pages)) {
    for (const tag of page.Tags ?? []) {
      const { Key, Value } = await explained(call, async () => tagSchema.parse(tag));
      tags.set(Key, Value);
    }
  }
  return tags;
}
