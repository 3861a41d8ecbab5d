import { randomUUID } from 'node:crypto';
import {
  createPermissionSet,
  type NewPermissionSet,
  type PermissionSet,
} from './permission-set.js';

/** One assignment of a permission set to a principal in an account. */
export interface AccountAssignment {
  accountId: string;
  permissionSetArn: string;
  principalType: 'USER' | 'GROUP';
  principalId: string;
}

/** Something that AWS does in its own time: an assignment, or a permission set's way to accounts. */
export interface AccessOperation {
  readonly requestId: string;
  readonly kind: 'assignment' | 'provisioning';
  readonly permissionSetArn: string;
  readonly accountIds: readonly string[];
  /** Of an assignment. */
  readonly assignment?: AccountAssignment;
  readonly startedAt: Date;
  status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  failureReason?: string;
  /** Does it when its time has come; a text says why it could not be done. */
  readonly finish: () => string | undefined;
}

/** What is said of an operation that is started. */
export type NewAccessOperation = Pick<
  AccessOperation,
  'kind' | 'permissionSetArn' | 'accountIds' | 'assignment' | 'finish'
>;

/** The permission sets of an instance, who has them where, and what is under way. */
export class Access {
  readonly permissionSets: PermissionSet[] = [];
  readonly assignments: AccountAssignment[] = [];
  readonly operations: AccessOperation[] = [];
  /** The most assignments that were ever under way at the same time. */
  mostOutstanding = 0;
  readonly #instanceId: string;
  readonly #now: () => Date;

  constructor(instanceId: string, now: () => Date) {
    this.#instanceId = instanceId;
    this.#now = now;
  }

  /** Adds a permission set; its name is free already. */
  addPermissionSet(made: NewPermissionSet): PermissionSet {
    const added = createPermissionSet(this.#instanceId, made, this.#now());
    this.permissionSets.push(added);
    return added;
  }

  permissionSet(arn: string): PermissionSet | undefined {
    return this.permissionSets.find((each) => each.arn === arn);
  }

  /** Begins an operation; it ends by itself, see {@link settle}. */
  start(begun: NewAccessOperation): AccessOperation {
    const operation: AccessOperation = {
      ...begun,
      requestId: randomUUID(),
      startedAt: this.#now(),
      status: 'IN_PROGRESS',
    };
    this.operations.push(operation);
    this.mostOutstanding = Math.max(this.mostOutstanding, this.underWay('assignment').length);
    return operation;
  }

  underWay(kind: AccessOperation['kind']): AccessOperation[] {
    return this.operations.filter((each) => each.kind === kind && each.status === 'IN_PROGRESS');
  }

  /** Ends the operations that have taken so many seconds, in the order in which they began. */
  settle(seconds: number): void {
    const until = this.#now().getTime() - seconds * 1000;
    for (const operation of this.operations) {
      if (operation.status !== 'IN_PROGRESS' || operation.startedAt.getTime() > until) continue;
      const reason = operation.finish();
      operation.status = reason === undefined ? 'SUCCEEDED' : 'FAILED';
      if (reason !== undefined) operation.failureReason = reason;
    }
  }

  /** Adds an assignment unless it is there. */
  assign(assignment: AccountAssignment): void {
    const same = (each: AccountAssignment) => keyOf(each) === keyOf(assignment);
    if (!this.assignments.some(same)) this.assignments.push({ ...assignment });
  }
}

function keyOf({ accountId, permissionSetArn, principalType, principalId }: AccountAssignment) {
  return [accountId, permissionSetArn, principalType, principalId].join(' ');
}
