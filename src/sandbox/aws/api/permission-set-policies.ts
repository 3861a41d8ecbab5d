import { z } from 'zod';
import type { PermissionSet } from '../world/permission-set.js';
import { type Call, type Operation, readInput } from './call.js';
import { AwsError, invalid, notFound } from './errors.js';
import { pageOf, pagingInput } from './paging.js';
import {
  accessInstanceOf,
  changeablePermissionSetOf,
  permissionSetOf,
} from './permission-set-access.js';

const one = { InstanceArn: z.string(), PermissionSetArn: z.string() };
const oneInput = z.object(one);
const listInput = z.object({ ...one, ...pagingInput });

/** The pattern that AWS's refusals quote. */
const managedInput = z.object({
  ...one,
  ManagedPolicyArn: z
    .string()
    .regex(
      /^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):iam::aws:policy\/[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]+$/u,
    ),
});

const customerInput = z.object({
  ...one,
  CustomerManagedPolicyReference: z.object({
    Name: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[\w+=,.@-]+$/),
    Path: z
      .string()
      .max(512)
      .regex(/^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/)
      .default('/'),
  }),
});

const inlineInput = z.object({ ...one, InlinePolicy: z.string().min(1).max(32_768) });

/** Policies of both kinds together (user guide, limits). */
const MOST_POLICIES = 25;
const MOST_INLINE = 10_240;

/** IAM Identity Center: what permission sets permit. */
export const attachmentOperations: Readonly<Record<string, Operation>> = {
  ListManagedPoliciesInPermissionSet: (call) => {
    const { set, wish } = listed(call);
    const { items, ...rest } = pageOf(set.managedPolicies, wish);
    const shown = items.map(({ name, arn }) => ({ Name: name, Arn: arn }));
    return { AttachedManagedPolicies: shown, ...rest };
  },

  AttachManagedPolicyToPermissionSet: (call) => {
    const { ManagedPolicyArn: arn, ...input } = readInput(call, managedInput);
    return changed(call, input, (set) => {
      refuseAnother(
        set,
        set.managedPolicies.some((each) => each.arn === arn),
      );
      set.managedPolicies.push({ name: arn.split('/').at(-1) ?? arn, arn });
    });
  },

  DetachManagedPolicyFromPermissionSet: (call) => {
    const { ManagedPolicyArn: arn, ...input } = readInput(call, managedInput);
    return changed(call, input, (set) => {
      const kept = set.managedPolicies.filter((each) => each.arn !== arn);
      if (kept.length === set.managedPolicies.length) throw notFound('Policy is not attached.');
      set.managedPolicies = kept;
    });
  },

  ListCustomerManagedPolicyReferencesInPermissionSet: (call) => {
    const { set, wish } = listed(call);
    const { items, ...rest } = pageOf(set.customerPolicies, wish);
    const shown = items.map(({ name, path }) => ({ Name: name, Path: path }));
    return { CustomerManagedPolicyReferences: shown, ...rest };
  },

  AttachCustomerManagedPolicyReferenceToPermissionSet: (call) => {
    const { CustomerManagedPolicyReference: given, ...input } = readInput(call, customerInput);
    return changed(call, input, (set) => {
      refuseAnother(
        set,
        set.customerPolicies.some(({ name }) => name === given.Name),
      );
      set.customerPolicies.push({ name: given.Name, path: given.Path });
    });
  },

  DetachCustomerManagedPolicyReferenceFromPermissionSet: (call) => {
    const { CustomerManagedPolicyReference: given, ...input } = readInput(call, customerInput);
    return changed(call, input, (set) => {
      const kept = set.customerPolicies.filter(
        ({ name, path }) => name !== given.Name || path !== given.Path,
      );
      if (kept.length === set.customerPolicies.length) throw notFound('Policy is not attached.');
      set.customerPolicies = kept;
    });
  },

  GetInlinePolicyForPermissionSet: (call) => {
    const input = readInput(call, oneInput);
    const instance = accessInstanceOf(call, input.InstanceArn);
    return { InlinePolicy: permissionSetOf(instance, input.PermissionSetArn).inlinePolicy };
  },

  PutInlinePolicyToPermissionSet: (call) => {
    const { InlinePolicy: text, ...input } = readInput(call, inlineInput);
    refuseInline(text);
    return changed(call, input, (set) => {
      set.inlinePolicy = text;
    });
  },

  DeleteInlinePolicyFromPermissionSet: (call) =>
    changed(call, readInput(call, oneInput), (set) => {
      set.inlinePolicy = '';
    }),
};

function listed(call: Call) {
  const input = readInput(call, listInput);
  const instance = accessInstanceOf(call, input.InstanceArn);
  const wish = { ...input, pageSize: call.pageSize };
  return { set: permissionSetOf(instance, input.PermissionSetArn), wish };
}

function changed(
  call: Call,
  { InstanceArn, PermissionSetArn }: z.infer<typeof oneInput>,
  change: (set: PermissionSet) => void,
): Record<string, unknown> {
  const instance = accessInstanceOf(call, InstanceArn);
  const set = changeablePermissionSetOf(call, instance, PermissionSetArn);
  change(set);
  set.version += 1;
  return {};
}

function refuseAnother(set: PermissionSet, isThere: boolean): void {
  if (isThere) throw new AwsError('ConflictException', 'Policy is already attached.');
  if (set.managedPolicies.length + set.customerPolicies.length < MOST_POLICIES) return;
  const text = `You have exceeded the quota of ${MOST_POLICIES} policies in a permission set.`;
  throw new AwsError('ServiceQuotaExceededException', text);
}

function refuseInline(text: string): void {
  const size = text.replaceAll(/\s/g, '').length;
  if (size > MOST_INLINE) throw invalid(`Policy size exceeds ${MOST_INLINE} characters`);
  const read = z.object({ Statement: z.unknown() }).safeParse(jsonOf(text));
  if (!read.success || read.data.Statement === undefined)
    throw invalid('Malformed policy document');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
