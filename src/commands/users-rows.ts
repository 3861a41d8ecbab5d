import { type Reason, reasons, remedyOf } from '../people/reasons.js';
import type { Count, Tally } from '../people/tally.js';
import { detailOf, isFine, type Verdict } from '../people/verdicts.js';
import type { PersonRow, ReasonRow, UsersReport } from '../terminal/users-report.js';
import type { Looked } from './users-look.js';

/** The names of the columns of `--csv`; a promise to scripts. */
export const csvHead = [
  'reason',
  'problem',
  'authentik_pk',
  'authentik_username',
  'authentik_email',
  'aws_user_name',
  'aws_enabled',
  'detail',
] as const;

/** One person as the values of a line of `--csv`; what is not there is empty. */
export function csvValues(verdict: Verdict): string[] {
  const { reason, problem, authentik, aws } = verdict;
  const inAuthentik = authentik
    ? [String(authentik.pk), authentik.username, authentik.email]
    : ['', '', ''];
  const inAws = aws ? [aws.userName, yesNo(aws.enabled)] : ['', ''];
  return [reason, yesNo(problem), ...inAuthentik, ...inAws, detailOf(verdict) ?? ''];
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

/** One person as `--json` has it. */
export function jsonPerson(verdict: Verdict): object {
  const { reason, problem, authentik, aws } = verdict;
  return {
    reason,
    problem,
    authentik: authentik && {
      pk: authentik.pk,
      username: authentik.username,
      email: authentik.email,
    },
    aws: aws && { userName: aws.userName, enabled: aws.enabled },
    detail: detailOf(verdict),
  };
}

/** One person as the view for people has it. */
export function personRow(verdict: Verdict): PersonRow {
  const { authentik, aws } = verdict;
  const detail = detailOf(verdict);
  return {
    ...(authentik && { username: authentik.username, email: authentik.email }),
    ...(aws && { awsUserName: aws.userName }),
    ...(detail !== undefined && { detail }),
  };
}

/** What all views have in common: scope, remarks, and counts by reason. */
export function reportOf(
  { target, scope, limits, provisioning, otherNameId }: Looked,
  tally: Tally,
): UsersReport {
  const { kind, inWords } = scope;
  const ofNameId = otherNameId === undefined ? [] : [judgedByAddress(otherNameId)];
  const remarks = [...ofNameId, ...remarksOn(scope, tally), ...limits];
  const rows = tally.map((counted) => reasonRow(counted, remedyOf(counted.reason, provisioning)));
  return { target, scope: { kind, inWords }, remarks, reasons: rows };
}

function reasonRow({ reason, people, problems }: Count, remedy: string | undefined): ReasonRow {
  const { label, sentence }: Reason = reasons[reason];
  const fine = isFine(reason);
  return {
    reason,
    label,
    sentence,
    ...(remedy !== undefined && { remedy }),
    people,
    problems,
    fine,
  };
}

function judgedByAddress(mapping: string): string {
  return `What follows goes by e-mail addresses, but the SAML provider makes the NameID by the mapping "${mapping}", so nobody may be able to sign in. See what differs: authentik-aws plan`;
}

function remarksOn(scope: Looked['scope'], tally: Tally): string[] {
  const outside = tally.some(({ reason }) => reason === 'outside-bindings');
  return [
    ...(scope.kind === 'policy'
      ? [
          'A policy decides, too; what it would answer is not known here, so it counts as letting everyone in.',
        ]
      : []),
    ...(outside && scope.groupPks.length > 0
      ? ['Members of groups below those that are bound are let in as well, as authentik has it.']
      : []),
  ];
}
