import { count, listed } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import { type LockOut, whoIsLockedOut } from '../people/lock-out.js';
import { type ReasonId, reasons } from '../people/reasons.js';
import { type Scope, scopeOf } from '../people/scope.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';
import { type NameIdPreview, sampleNameId, sampleNotes } from './name-id-sample.js';
import { everybody, withGroupsBelow } from './people-in-scope.js';
import { peopleSummary } from './people-summary.js';

/** More names than these are counted, not listed. */
const NAMES_SHOWN = 5;

/** What the preflight says in words of its own: it is about the switch, not about one person. */
const TOLD_ABOVE: ReadonlySet<ReasonId> = new Set([
  ...(['aws-only', 'outside-bindings', 'deactivated'] as const),
  ...(['other-case', 'not-in-aws'] as const),
]);

/** What should be known before everyone's way of signing in changes. */
export interface Preflight {
  readonly people: LockOut;
  /** The caller's own credentials come through Identity Center, so the switch may end them. */
  readonly callerDepends: boolean;
  readonly callerArn: string;
  /** What AWS would be told of one person, where authentik shows it. */
  readonly preview: NameIdPreview;
}

type PreflightFacts = Pick<Facts, 'instance' | 'application' | 'samlProvider'>;

/** Compares both directories and asks AWS who is calling. Reads only. */
export async function preflight(
  context: Context,
  { instance, application, samlProvider }: PreflightFacts,
): Promise<Preflight> {
  const { aws, authentik } = context;
  const [scope, groupNames] = await Promise.all([
    scopeToCome(authentik, application),
    withGroupsBelow(authentik, application.groupNames),
  ]);
  const [people, caller, preview] = await Promise.all([
    whoIsLockedOut(aws.users(instance.identityStoreId), everybody(authentik, scope)),
    aws.caller(),
    sampleNameId(context, samlProvider.pk, groupNames),
  ]);
  // Roles that Identity Center makes are all named so (AWS IAM Identity Center user guide, roles).
  const callerDepends = caller.arn.includes('/AWSReservedSSO_');
  return { people, callerDepends, callerArn: caller.arn, preview };
}

/** As it will be once the groups that are wished are bound, and no other is that this tool binds. */
async function scopeToCome(
  { applications, bindings, groups }: Context['authentik'],
  { slug, pk, groupNames }: Facts['application'],
): Promise<Scope> {
  const [found, bound, named] = await Promise.all([
    applications.bySlug(slug),
    bindings.of(pk),
    Promise.all(groupNames.map((name) => groups.named(name))),
  ]);
  const others = bound.filter(({ group, negate }) => group === undefined || negate);
  const rules = named.flat().map((group) => ({ group, enabled: true, negate: false }));
  return scopeOf([...others, ...rules], found?.policyEngineMode ?? 'any');
}

/** The preflight in words: what a person reads before agreeing to the switch. */
export function preflightNotes({ people, callerDepends, callerArn, preview }: Preflight): Note[] {
  const { total, byCase, notInAws, tally } = people;
  const notes: Note[] = [
    {
      level: 'warning',
      text: `after the switch ${total === 1 ? 'the one user of IAM Identity Center signs' : `all ${total} users of IAM Identity Center sign`} in through authentik`,
    },
  ];
  notes.push(...lockedOutNotes(people));
  for (const { userName, email } of byCase.slice(0, NAMES_SHOWN)) {
    notes.push({
      level: 'warning',
      text: `"${userName}" in AWS and "${email}" in authentik differ by case, and AWS compares exactly`,
      next: 'Write both the same way.',
    });
  }
  if (notInAws > 0) {
    const text = `${count(notInAws, 'person', 'people')} in scope in authentik ${notInAws === 1 ? 'is' : 'are'} not in IAM Identity Center yet and cannot sign in before that`;
    notes.push({ level: 'info', text });
  }
  const others = tally.filter(({ reason }) => !TOLD_ABOVE.has(reason));
  notes.push(...sampleNotes(preview), ...peopleSummary(others), wayIn(callerDepends, callerArn));
  return notes;
}

/** Who could no longer sign in, by what keeps them out, since each takes something else. */
function lockedOutNotes({ without, outside, deactivated }: LockOut): Note[] {
  const each = [
    {
      names: without,
      why: 'no authentik user has the user name as e-mail address',
      next: 'Give them that e-mail address in authentik, or leave them out knowingly.',
    },
    {
      names: outside,
      why: "the application's bindings in authentik do not let them in",
      next: reasons['outside-bindings'].remedy,
    },
    {
      names: deactivated,
      why: 'they are deactivated in authentik',
      next: reasons.deactivated.remedy,
    },
  ];
  return each.flatMap(({ names, why, next }): Note[] => {
    if (names.length === 0) return [];
    const text = `${count(names.length, 'user')} could no longer sign in, since ${why}: ${listed(names)}`;
    return [{ level: 'warning', text, next }];
  });
}

/** AWS IAM Identity Center user guide, emergency access: keep a way in that does not need it. */
function wayIn(callerDepends: boolean, callerArn: string): Note {
  if (callerDepends) {
    return {
      level: 'warning',
      text: `you work as ${callerArn}, a role that itself comes from IAM Identity Center: if sign-in breaks you are locked out too`,
      next: 'Have an IAM user, an IAM role or the root user of the account at hand before the switch.',
    };
  }
  const text = `you work as ${callerArn}, which does not depend on IAM Identity Center: keep it as the way back in`;
  return { level: 'info', text };
}
