import type { PermissionSetChange } from '../../aws/permission-set-changes.js';
import { count } from '../../basics/words.js';
import { patiently } from '../patiently.js';
import type { GrantContext } from './context.js';
import type { GrantFacts } from './facts.js';
import { noPolicies, policyChanges } from './policy-differences.js';
import { ended } from './requests.js';
import { isoOf, millisecondsOf } from './session-length.js';
import { madeBy, type Standing } from './standing.js';

type Wishes = GrantFacts['wishes'];

/**
 * Makes the permission set or changes it, and brings a change to the accounts that have it. A run
 * that is cut off leaves a set that the next run compares and completes.
 */
export async function bringAbout(
  context: GrantContext,
  wishes: Wishes,
  standing: Standing | undefined,
  tell: (text: string) => void,
): Promise<GrantFacts['permissionSet']> {
  const made = standing ? standing.set : await create(context, wishes);
  for (const change of changesOf(wishes, standing)) {
    context.checkpoint();
    await patiently(context, () => context.access.change(made.arn, change));
  }
  if (standing && standing.inUse.length > 0) {
    context.checkpoint();
    const text = `"${made.name}" to ${count(standing.inUse.length, 'account')}`;
    tell(`bringing ${text}`);
    const begun = await patiently(context, () => context.access.provision(made.arn));
    await ended(context, begun, (id) => context.access.provisioning(id), text);
  }
  return { arn: made.arn, name: made.name };
}

async function create({ access, sets }: GrantContext, wishes: Wishes) {
  const { permissionSet: name, sessionDuration } = wishes;
  const arn = await access.create({
    name,
    sessionDuration: sessionDuration === undefined ? undefined : isoOf(sessionDuration),
    tags: { [madeBy.key]: madeBy.value },
  });
  sets.made(name, arn);
  return { arn, name };
}

function changesOf(
  { policies, sessionDuration }: Wishes,
  standing: Standing | undefined,
): PermissionSetChange[] {
  const changes = policies ? policyChanges(standing?.policies ?? noPolicies, policies) : [];
  const set = standing?.set;
  if (!set || sessionDuration === undefined) return changes;
  if (millisecondsOf(set.sessionDuration) === sessionDuration) return changes;
  const { description, relayState } = set;
  const settings = { sessionDuration: isoOf(sessionDuration), description, relayState };
  return [...changes, { kind: 'settings', ...settings }];
}
