import { randomBytes } from 'node:crypto';

/** A policy that AWS manages, attached to a permission set. */
export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
}

/** A policy that each account is to have under this name and path. */
export interface CustomerPolicy {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
}

/** A tag in AWS's own spelling. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** One permission set. */
export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  description: string | undefined;
  /** ISO 8601, such as `PT1H`. */
  sessionDuration: string;
  relayState: string | undefined;
  readonly createdDate: Date;
  managedPolicies: ManagedPolicy[];
  customerPolicies: CustomerPolicy[];
  /** Empty where there is none. */
  inlinePolicy: string;
  readonly tags: Tag[];
  /** Grows with each change. */
  version: number;
  /** The accounts that it is provisioned to, and the version that stands there. */
  readonly provisioned: Map<string, number>;
}

/** What is said of a permission set that is made. */
export interface NewPermissionSet {
  name: string;
  description?: string | undefined;
  sessionDuration?: string | undefined;
  relayState?: string | undefined;
  tags?: readonly Tag[] | undefined;
}

/** Makes a permission set that permits nothing yet; its ARN has AWS's form (AWS SDK, PermissionSetArn). */
export function createPermissionSet(
  instanceId: string,
  made: NewPermissionSet,
  createdDate: Date,
): PermissionSet {
  return {
    arn: `arn:aws:sso:::permissionSet/${instanceId}/ps-${randomBytes(8).toString('hex')}`,
    name: made.name,
    description: made.description,
    // An hour is AWS's default (user guide, howtosessionduration).
    sessionDuration: made.sessionDuration ?? 'PT1H',
    relayState: made.relayState,
    createdDate,
    managedPolicies: [],
    customerPolicies: [],
    inlinePolicy: '',
    tags: [...(made.tags ?? [])],
    version: 1,
    provisioned: new Map(),
  };
}
