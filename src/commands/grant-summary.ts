import { shortcutLink } from '../aws/portal-links.js';
import type { ExpectedError } from '../basics/errors.js';
import { count } from '../basics/words.js';
import type { Plan } from '../engine/plan.js';
import { quotedWord } from '../settings/command-words.js';
import { errorText } from '../terminal/error-view.js';
import { jsonText } from '../terminal/printable.js';
import { summaryText } from '../terminal/summary-view.js';
import type { Failed } from '../upkeep/grant/context.js';
import type { GrantFacts } from '../upkeep/grant/facts.js';
import type { Portal } from './access-portal.js';
import type { AwsSession } from './aws-session.js';
import type { Desk } from './desk.js';
import { givenWords } from './headless-command.js';

/** What a run of `grant` ends with. */
export interface GrantEnding {
  readonly desk: Desk;
  readonly session: AwsSession;
  /** As it stands after the run. */
  readonly plan: Plan;
  readonly facts: Partial<GrantFacts>;
  readonly portal: Portal;
  readonly acted: boolean;
}

/** Direct links that a person is shown; `--json` has them all. */
const MOST_LINKS = 3;

/** Prints who has what now, and where a member sees it. */
export function showGrantSummary(ending: GrantEnding): void {
  const { terminal, visitor } = ending.desk;
  const { portal } = ending;
  if (ending.session.settings.values.json) {
    terminal.result(jsonOf(ending, []));
    return;
  }
  terminal.gap();
  terminal.result(
    summaryText({
      plan: ending.plan,
      heading: ending.acted ? 'Made' : 'In place',
      made: rowsOf(ending),
      files: [],
      next: [
        ...(visitor
          ? ['The sandbox is gone with this run. For real: authentik-aws grant']
          : ['Who has what: authentik-aws grant --list']),
        ...(portal.derived ? ['If the access portal has a name of its own: --portal-url URL'] : []),
      ],
      ...(terminal.canAsk && !visitor && { headless: headlessOf(ending) }),
      terminal,
    }),
  );
}

/** The same for machines, where some accounts refused. */
export function showGrantFailure(
  ending: GrantEnding,
  failed: readonly Failed[],
  error: ExpectedError,
): void {
  const { terminal } = ending.desk;
  terminal.result(jsonOf(ending, failed));
  terminal.insist(errorText(error, terminal));
}

function jsonOf({ plan, facts, portal }: GrantEnding, failed: readonly Failed[]): string {
  const { principal, accounts, permissionSet, assigned } = facts;
  return jsonText({
    format: 'authentik-aws/grant',
    version: 1,
    plan,
    facts: { principal, accounts, permissionSet, assigned },
    failed: failed.map(({ account, reason, next }) => ({ account, reason, next })),
    portal: { ...portal, links: linksOf(facts, portal) },
  });
}

function linksOf({ accounts = [], permissionSet }: Partial<GrantFacts>, { url }: Portal) {
  if (!permissionSet) return [];
  return accounts.flatMap(({ id, name }) => {
    const link = shortcutLink(url, id, permissionSet.name);
    return link === undefined ? [] : [{ accountId: id, name, url: link }];
  });
}

function rowsOf({ facts, portal }: GrantEnding): { label: string; value: string }[] {
  const { principal, accounts = [], permissionSet } = facts;
  const links = linksOf(facts, portal);
  const hidden = links.length - MOST_LINKS;
  const rows: [string, string | undefined][] = [
    ['permission set', permissionSet?.name],
    ['given to', principal && `${principal.type === 'GROUP' ? 'group' : 'user'} ${principal.name}`],
    ['in', count(accounts.length, 'account')],
    ['people begin at', portal.derived ? `${portal.url} (the default address)` : portal.url],
    ...links
      .slice(0, MOST_LINKS)
      .map(({ name, url }): [string, string] => [`straight to ${name}`, url]),
    ['', hidden > 0 ? `and ${hidden} more: --json lists them` : undefined],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

function headlessOf({ session }: GrantEnding): string {
  const words = givenWords(session.settings).map(quotedWord);
  return ['authentik-aws', 'grant', '--no-input', ...words].join(' ');
}
