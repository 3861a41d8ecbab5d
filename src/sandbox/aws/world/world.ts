import { randomBytes } from 'node:crypto';
import {
  type Account,
  MANAGEMENT_ACCOUNT,
  MEMBER_ACCOUNT,
  type NewAccount,
  organizationAccounts,
} from './accounts.js';
import { createInstance, type Instance } from './instance.js';
import { Trail } from './trail.js';

/** Who may own an instance: the organization's management account, or one account for itself. */
export type InstanceKind = 'organization' | 'account';

/** What an account is to its organization, as far as IAM Identity Center is concerned. */
export type CallerRole = 'management' | 'delegated administrator' | 'member';

/** How the pretended AWS is to start; every part has a default. */
export interface WorldOptions {
  /** The clock; the machine's where nothing is said. */
  now?: () => Date;
  /** The instances that the caller sees, none included. Default: one organization instance. */
  instances?: readonly InstanceKind[];
  /** Whether the caller's account is in an organization. Default: it is. */
  inOrganization?: boolean;
  /** What the caller's account is to the organization. Default: its management account. */
  callerIs?: CallerRole;
  /** When the instances were enabled. Default: before February 2026, so that the classic ACS host is in use. */
  createdDate?: Date;
  /** IAM actions that are refused, for example `sso:ListInstances`. */
  deniedActions?: readonly string[];
  /** For how many seconds LookupEvents does not show a fresh record. Default: 0. */
  eventDelaySeconds?: number;
  /** Accounts of the organization besides the four that are always there. */
  accounts?: readonly NewAccount[];
  /** Whether an organization instance has permission sets. Default: it has. */
  permissionSetsEnabled?: boolean;
  /** How long an assignment or the provisioning of a permission set takes. Default: 0.3. */
  accessSeconds?: number;
}

/** The caller's credentials, which are made up, and who they belong to. */
export interface Caller {
  accessKeyId: string;
  secretAccessKey: string;
  accountId: string;
  userName: string;
  userId: string;
  arn: string;
}

/** Everything that the pretended AWS knows. */
export interface World {
  now(): Date;
  readonly region: string;
  readonly caller: Caller;
  /** The organization's management account; undefined when there is no organization. */
  readonly managementAccountId: string | undefined;
  /** The accounts that IAM Identity Center is delegated to. */
  readonly delegatedAdministrators: readonly string[];
  readonly instances: readonly Instance[];
  /** Of the organization, the management account included; none without an organization. */
  readonly accounts: readonly Account[];
  readonly permissionSetsEnabled: boolean;
  readonly accessSeconds: number;
  readonly trail: Trail;
  /** IAM actions that are refused; a test may add and remove them at any time. */
  readonly deniedActions: Set<string>;
}

const REGION = 'eu-central-1';

/** Makes a world in which each instance has one user, the administrator. */
export function createWorld(options: WorldOptions = {}): World {
  const now = options.now ?? (() => new Date());
  const kinds = options.instances ?? ['organization'];
  const { callerIs = kinds.includes('account') ? 'member' : 'management' } = options;
  const caller = createCaller(callerIs === 'management' ? MANAGEMENT_ACCOUNT : MEMBER_ACCOUNT);
  const createdDate = options.createdDate ?? new Date('2025-05-14T09:12:36Z');
  const instances = kinds.map((kind) => {
    const ownerAccountId = kind === 'account' ? MEMBER_ACCOUNT : MANAGEMENT_ACCOUNT;
    const instance = createInstance({ ownerAccountId, region: REGION, createdDate, now });
    addAdministrator(instance, caller);
    return instance;
  });
  return {
    now,
    region: REGION,
    caller,
    managementAccountId: options.inOrganization === false ? undefined : MANAGEMENT_ACCOUNT,
    delegatedAdministrators: callerIs === 'delegated administrator' ? [MEMBER_ACCOUNT] : [],
    instances,
    accounts: options.inOrganization === false ? [] : organizationAccounts(options.accounts),
    permissionSetsEnabled: options.permissionSetsEnabled ?? true,
    accessSeconds: options.accessSeconds ?? 0.3,
    trail: new Trail(now, options.eventDelaySeconds ?? 0),
    deniedActions: new Set(options.deniedActions),
  };
}

function createCaller(accountId: string): Caller {
  const userName = 'administrator';
  return {
    accessKeyId: `AKIA${unique(8)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    accountId,
    userName,
    userId: `AIDA${unique(8)}`,
    arn: `arn:aws:iam::${accountId}:user/${userName}`,
  };
}

function unique(bytes: number): string {
  return randomBytes(bytes).toString('hex').toUpperCase();
}

function addAdministrator(instance: Instance, caller: Caller): void {
  instance.directory.addUser({
    userName: 'admin@example.com',
    displayName: 'Ada Admin',
    name: { givenName: 'Ada', familyName: 'Admin' },
    emails: [{ value: 'admin@example.com', type: 'work', primary: true }],
    createdBy: caller.arn,
  });
}
