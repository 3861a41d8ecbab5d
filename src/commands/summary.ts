import { hasWork, type Plan } from '../engine/plan.js';
import type { RunResult } from '../engine/run.js';
import type { Facts } from '../procedure/facts.js';
import { jsonText } from '../terminal/printable.js';
import { summaryText } from '../terminal/summary-view.js';
import type { Desk } from './desk.js';
import { headlessCommand } from './headless-command.js';
import type { Session } from './session.js';

/** What a run of `setup` ends with. */
export interface Ending {
  readonly desk: Desk;
  readonly session: Session;
  /** As it stands after the run. */
  readonly plan: Plan;
  /** As it stood before. */
  readonly before: Plan;
  readonly facts: Partial<Facts>;
  readonly waiting: RunResult<Facts>['waiting'];
  readonly incomplete: RunResult<Facts>['incomplete'];
  /** Whether the run had anything to do. */
  readonly acted: boolean;
}

/** Prints what was made, where it is, and what comes next. */
export async function showSummary(ending: Ending): Promise<void> {
  const { desk, session, plan, facts, waiting, incomplete } = ending;
  const { terminal } = desk;
  if (session.settings.values.json) {
    const format = 'authentik-aws/setup';
    const { changedOutside } = ending.before;
    const ends = { waiting, incomplete };
    terminal.result(jsonText({ format, version: 1, changedOutside, plan, ...ends, facts }));
    return;
  }
  terminal.gap();
  terminal.result(
    summaryText({
      plan,
      incomplete,
      heading: ending.acted ? 'Made' : 'In place',
      made: thingsMade(ending),
      files: filesOf(facts),
      next: nextOf(ending),
      ...(terminal.canAsk &&
        !desk.visitor && { headless: headlessCommand(session.settings, facts) }),
      terminal,
    }),
  );
}

function thingsMade({ facts, session, desk }: Ending): { label: string; value: string }[] {
  const { samlProvider, application, signingKey, accessPortal, scimProvider, signIn } = facts;
  const rows: [string, string | undefined][] = [
    ['SAML provider', samlProvider && `${samlProvider.name} (number ${samlProvider.pk})`],
    [
      'application',
      application && `${session.authentik.url}/if/admin/#/core/applications/${application.slug}`,
    ],
    ['signing certificate', signingKey?.name],
    ['people begin at', accessPortal?.url],
    ['signed in', signIn && `${signIn.userName}, ${signIn.at.toISOString()}`],
    ['SCIM provider', scimProvider && `${scimProvider.name} (number ${scimProvider.pk})`],
    ['users in AWS', facts.firstSync && usersInAws(facts.firstSync)],
    ['remembered in', desk.visitor ? undefined : session.statePath],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

function usersInAws({ users, byHand }: Facts['firstSync']): string {
  return byHand > 0 ? `${users} by SCIM, ${byHand} by hand` : `${users}, by SCIM`;
}

function filesOf({ identityProviderMetadata: written, identitySource }: Partial<Facts>) {
  if (!written || identitySource) return [];
  return [
    { label: 'IdP SAML metadata', path: written.metadataPath },
    { label: 'IdP certificate', path: written.certificatePath },
  ];
}

function nextOf({ desk, session, plan, waiting, facts, incomplete }: Ending): string[] {
  if (desk.visitor) {
    return ['The sandbox is gone with this run. For real: authentik-aws setup'];
  }
  if (session.settings.values.plan !== undefined && hasWork(plan)) {
    return ['The plan is carried out. For the rest, make a new one: authentik-aws plan --out FILE'];
  }
  if (incomplete.length > 0) {
    return [
      'Mend what is told above, then run the same command again: it starts another sync.',
      'Whom it concerns: authentik-aws users --problems',
      'To bring to AWS by hand what this release leaves undone: authentik-aws reconcile',
    ];
  }
  const unproved = plan.steps.some(({ state }) => state === 'unproved');
  const signInOnly = waiting.every(({ step }) => step.id === 'sign-in');
  if (waiting.length > 0 && !signInOnly) {
    return ['Do what is waited for, then run the same command again with what it brings.'];
  }
  if (unproved && facts.startUrl) {
    return [`Sign in once at ${facts.startUrl}, then see it proved: authentik-aws status`];
  }
  return ['authentik-aws status'];
}
