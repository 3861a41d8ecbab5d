import { isDeepStrictEqual } from 'node:util';
import type { PermissionSetChange } from '../../aws/permission-set-changes.js';
import type { CustomerPolicy, Policies } from '../../aws/permission-sets.js';
import type { FieldChange } from '../../engine/change.js';

/** A permission set that permits nothing. */
export const noPolicies: Policies = { managed: [], customer: [], inline: '' };

/**
 * The changes that make one set of policies of another. What goes comes first, so that their number
 * never passes AWS's limit on the way.
 */
export function policyChanges(from: Policies, to: Policies): PermissionSetChange[] {
  const attached = to.managed.filter((arn) => !from.managed.includes(arn));
  const detached = from.managed.filter((arn) => !to.managed.includes(arn));
  const referred = to.customer.filter((policy) => !includes(from.customer, policy));
  const dropped = from.customer.filter((policy) => !includes(to.customer, policy));
  return [
    ...detached.map((arn) => ({ kind: 'detach managed', arn }) as const),
    ...dropped.map((policy) => ({ kind: 'detach customer', policy }) as const),
    ...attached.map((arn) => ({ kind: 'attach managed', arn }) as const),
    ...referred.map((policy) => ({ kind: 'attach customer', policy }) as const),
    ...inlineChange(from.inline, to.inline),
  ];
}

function inlineChange(from: string, to: string): PermissionSetChange[] {
  if (sameDocument(from, to)) return [];
  return to === '' ? [{ kind: 'delete inline' }] : [{ kind: 'put inline', text: to }];
}

/** The differences as fields of a plan, one a kind of policy. */
export function policyFields(from: Policies | undefined, to: Policies): FieldChange[] {
  const fields = [
    field('AWS managed', from?.managed.map(shortName), to.managed.map(shortName)),
    field('customer managed', from?.customer.map(pathAndName), to.customer.map(pathAndName)),
    ...(sameDocument(from?.inline ?? '', to.inline)
      ? []
      : [field('inline policy', inlineWords(from?.inline), inlineWords(to.inline))]),
  ];
  return fields.flatMap((one) => one ?? []);
}

function field(
  name: string,
  from: readonly string[] | undefined,
  to: readonly string[] | undefined,
): FieldChange | undefined {
  const [before, after] = [from, to].map((names) => [...(names ?? [])].sort().join(', '));
  if (before === after) return undefined;
  return {
    field: name,
    ...(from !== undefined && { from: before || 'none' }),
    to: after || 'none',
  };
}

function inlineWords(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  return text === '' ? [] : [`${text.replaceAll(/\s/g, '').length} characters`];
}

/** Blanks and line breaks do not count: AWS keeps them, but they mean nothing. */
function sameDocument(one: string, other: string): boolean {
  if (one === other) return true;
  if (one === '' || other === '') return false;
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}

function includes(policies: readonly CustomerPolicy[], wanted: CustomerPolicy): boolean {
  return policies.some((policy) => pathAndName(policy) === pathAndName(wanted));
}

/** `job-function/ViewOnlyAccess` of its ARN. */
function shortName(arn: string): string {
  return arn.replace(/^[^/]*\//, '');
}

function pathAndName({ path, name }: CustomerPolicy): string {
  return `${path}${name}`.replace(/^\//, '');
}
