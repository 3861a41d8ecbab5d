import { explained } from './errors.js';
import { accessOperations, type Operation } from './iam-actions.js';
import type { CustomerPolicy, PermissionSetSettings } from './permission-sets.js';
import { callOf, type Session } from './session.js';

/** A permission set that is to be made. */
export interface NewPermissionSet {
  readonly name: string;
  /** ISO 8601, `PT1H` to `PT12H`; AWS's own default without it. */
  readonly sessionDuration?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** One change of what a permission set is or permits. */
export type PermissionSetChange =
  | (PermissionSetSettings & { readonly kind: 'settings' })
  | { readonly kind: 'attach managed' | 'detach managed'; readonly arn: string }
  | { readonly kind: 'attach customer' | 'detach customer'; readonly policy: CustomerPolicy }
  | { readonly kind: 'put inline'; readonly text: string }
  | { readonly kind: 'delete inline' };

type Sdk = Awaited<ReturnType<Session['clients']['ssoAdmin']>>;

/** Makes a permission set that permits nothing yet, and gives its ARN. */
export async function createPermissionSet(
  session: Session,
  InstanceArn: string,
  { name, sessionDuration, tags }: NewPermissionSet,
): Promise<string> {
  return explained(callOf(session, accessOperations.createPermissionSet), async () => {
    const { sdk, client } = await session.clients.ssoAdmin();
    const command = new sdk.CreatePermissionSetCommand({
      InstanceArn,
      Name: name,
      ...(sessionDuration !== undefined && { SessionDuration: sessionDuration }),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    });
    const arn = (await client.send(command)).PermissionSet?.PermissionSetArn;
    if (arn === undefined) throw new SyntaxError('the answer names no permission set');
    return arn;
  });
}

/** Makes one change. It reaches the accounts where the set is in use by provisioning only. */
export async function changePermissionSet(
  session: Session,
  InstanceArn: string,
  PermissionSetArn: string,
  change: PermissionSetChange,
): Promise<void> {
  await explained(callOf(session, operationOf[change.kind]), async () => {
    const sdk = await session.clients.ssoAdmin();
    await send(sdk, { InstanceArn, PermissionSetArn }, change);
  });
}

const operationOf: Readonly<Record<PermissionSetChange['kind'], Operation>> = {
  settings: accessOperations.updatePermissionSet,
  'attach managed': accessOperations.attachManaged,
  'detach managed': accessOperations.detachManaged,
  'attach customer': accessOperations.attachCustomer,
  'detach customer': accessOperations.detachCustomer,
  'put inline': accessOperations.putInline,
  'delete inline': accessOperations.deleteInline,
};

interface One {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

async function send({ sdk, client }: Sdk, one: One, change: PermissionSetChange): Promise<unknown> {
  switch (change.kind) {
    case 'settings':
      return client.send(
        new sdk.UpdatePermissionSetCommand({
          ...one,
          SessionDuration: change.sessionDuration,
          Description: change.description,
          RelayState: change.relayState,
        }),
      );
    case 'attach managed': {
      const input = { ...one, ManagedPolicyArn: change.arn };
      return client.send(new sdk.AttachManagedPolicyToPermissionSetCommand(input));
    }
    case 'detach managed': {
      const input = { ...one, ManagedPolicyArn: change.arn };
      return client.send(new sdk.DetachManagedPolicyFromPermissionSetCommand(input));
    }
    case 'attach customer': {
      const input = { ...one, CustomerManagedPolicyReference: referenceOf(change.policy) };
      return client.send(new sdk.AttachCustomerManagedPolicyReferenceToPermissionSetCommand(input));
    }
    case 'detach customer': {
      const input = { ...one, CustomerManagedPolicyReference: referenceOf(change.policy) };
      return client.send(
        new sdk.DetachCustomerManagedPolicyReferenceFromPermissionSetCommand(input),
      );
    }
    case 'put inline': {
      const input = { ...one, InlinePolicy: change.text };
      return client.send(new sdk.PutInlinePolicyToPermissionSetCommand(input));
    }
    case 'delete inline':
      return client.send(new sdk.DeleteInlinePolicyFromPermissionSetCommand(one));
  }
}

function referenceOf({ name, path }: CustomerPolicy): { Name: string; Path: string } {
  return { Name: name, Path: path };
}
