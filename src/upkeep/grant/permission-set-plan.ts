import { count, listed } from '../../basics/words.js';
import type { Change, FieldChange, Note } from '../../engine/change.js';
import type { Plan } from '../../engine/plan.js';
import type { StepPlan } from '../../engine/step.js';
import type { GrantFacts } from './facts.js';
import type { Seen } from './permission-set.js';
import { policyFields } from './policy-differences.js';
import { isoOf, millisecondsOf } from './session-length.js';
import type { Standing } from './standing.js';

type Wishes = GrantFacts['wishes'];
type Planned = StepPlan<Pick<GrantFacts, 'permissionSet'>>;

/** An IAM role's own default quota (IAM user guide, quotas). */
const ROLE_POLICIES = 10;

/** Stands with the change of a permission set that somebody else made. */
const NOT_OURS = 'this tool did not make it';

/** A permission set that is not there yet. */
export function planNew(wishes: Wishes): Planned {
  const { permissionSet: name, policies, sessionDuration } = wishes;
  if (name.startsWith('arn:')) return blocked(`there is no permission set ${name}`);
  if (!policies) {
    const next =
      'To have it made, say what it permits: --policy, --customer-policy or --inline-policy';
    return blocked(`there is no permission set "${name}"`, next);
  }
  const fields = [
    ...policyFields(undefined, policies).filter(({ to }) => to !== 'none'),
    { field: 'session', to: isoOf(sessionDuration ?? 3_600_000) },
  ];
  return {
    changes: [{ action: 'create', object: `permission set "${name}"`, fields }],
    known: {},
    notes: policyNotes(policies),
  };
}

/** A permission set that is there: taken as it is, or made to be what was asked for. */
export function planChange(wishes: Wishes, standing: Standing, seen: Seen): Planned {
  const { set } = standing;
  const fields = fieldsOf(wishes, standing);
  const provisions = isToBeProvisioned(wishes, standing, fields);
  const why = standing.ours ? {} : { why: NOT_OURS };
  const changes: Change[] = [
    ...(fields.length > 0
      ? [{ action: 'update', object: `permission set "${set.name}"`, fields, ...why } as const]
      : []),
    ...(provisions
      ? [{ action: 'update', object: `"${set.name}" in ${accountsOf(standing)}`, ...why } as const]
      : []),
  ];
  const notes = [
    ...(changes.length > 0 ? consequences(wishes, standing, seen) : leftBehind(standing)),
    ...(wishes.policies ? policyNotes(wishes.policies) : []),
  ];
  if (changes.length > 0) return { changes, known: {}, notes };
  const known = { permissionSet: { arn: set.arn, name: set.name } };
  return { changes, known, standing: 'seen', notes };
}

/** The name of somebody else's permission set that a plan would change. */
export function foreignChange({ steps }: Plan): string | undefined {
  const changes = steps.flatMap((each) => each.changes);
  const foreign = changes.find(({ why }) => why === NOT_OURS);
  return foreign && /"(.*)"/.exec(foreign.object)?.[1];
}

function fieldsOf({ policies, sessionDuration }: Wishes, standing: Standing): FieldChange[] {
  const { sessionDuration: stands } = standing.set;
  const sameLength = sessionDuration === undefined || millisecondsOf(stands) === sessionDuration;
  return [
    ...(policies ? policyFields(standing.policies, policies) : []),
    ...(sameLength ? [] : [{ field: 'session', from: stands, to: isoOf(sessionDuration) }]),
  ];
}

/**
 * A change reaches the accounts only when it is provisioned. One that a killed run left half way is
 * finished where the permission set is ours, or where changing it was agreed to.
 */
function isToBeProvisioned(
  { policies, sessionDuration, acceptChange }: Wishes,
  { ours, inUse, outdated }: Standing,
  fields: readonly FieldChange[],
): boolean {
  if (inUse.length === 0) return false;
  if (fields.length > 0) return true;
  const asked = policies !== undefined || sessionDuration !== undefined;
  return outdated.length > 0 && asked && (ours || acceptChange);
}

function consequences(wishes: Wishes, standing: Standing, seen: Seen): Note[] {
  const { set, inUse, ours } = standing;
  const { outOfReach } = seen;
  if (outOfReach !== undefined && inUse.includes(outOfReach)) {
    return [
      {
        level: 'blocking',
        text: `"${set.name}" is in use in the management account ${outOfReach}, so a delegated administrator cannot change it`,
        next: 'Use credentials of the management account, or name another permission set with --permission-set.',
      },
    ];
  }
  const affected: Note[] =
    inUse.length === 0
      ? []
      : [
          {
            level: 'warning',
            text: `everyone who has "${set.name}" is affected, in ${count(inUse.length, 'account')}: ${listed(inUse)}`,
            next: 'Who that is: authentik-aws grant --list',
          },
        ];
  return ours || wishes.acceptChange ? affected : [...affected, consentNote(set.name, seen)];
}

function consentNote(name: string, { attended }: Seen): Note {
  const text = `this tool did not make the permission set "${name}"; changing it may undo what others rely on`;
  const next =
    'Agree with --accept-permission-set-change, or name another permission set with --permission-set.';
  return attended ? { level: 'warning', text } : { level: 'blocking', text, next };
}

function leftBehind({ set, outdated }: Standing): Note[] {
  if (outdated.length === 0) return [];
  const text = `the latest change of "${set.name}" has not reached ${count(outdated.length, 'account')} that ${outdated.length === 1 ? 'has' : 'have'} it: ${listed(outdated)}`;
  return [{ level: 'info', text }];
}

function policyNotes({ managed, customer }: NonNullable<Wishes['policies']>): Note[] {
  const names = customer.map(({ path, name }) => `${path}${name}`.slice(1));
  const notes: Note[] = [];
  if (names.length > 0) {
    const text = `${listed(names)}: has to exist in each of the accounts, with this path; AWS refuses the assignment where it does not`;
    notes.push({ level: 'info', text });
  }
  const number = managed.length + customer.length;
  if (number > ROLE_POLICIES) {
    const text = `${number} policies: an IAM role takes ${ROLE_POLICIES} unless the account's quota was raised`;
    notes.push({ level: 'warning', text });
  }
  return notes;
}

function accountsOf({ inUse }: Standing): string {
  return `${count(inUse.length, 'account')} that ${inUse.length === 1 ? 'has' : 'have'} it`;
}

function blocked(text: string, next?: string): Planned {
  const note: Note = { level: 'blocking', text, ...(next !== undefined && { next }) };
  return { changes: [], known: {}, notes: [note] };
}
