import { day } from '../basics/words.js';
import { tokenEnd } from '../procedure/token-end.js';
import type { Labelled } from '../terminal/columns.js';
import type { TokenFacts } from '../upkeep/rotate-scim-token/index.js';

const PROOFS: Readonly<Record<TokenFacts['syncProved']['by'], string>> = {
  arrival: 'by what arrived in AWS',
  trail: 'by CloudTrail',
  log: "not by AWS, only by authentik's log",
};

/** Nothing of one that AWS refuses: it has ended, or will never be of use again. */
function endOf(course: TokenFacts['course'] | undefined): string | undefined {
  const { tokenAt, refused } = course ?? {};
  return tokenAt && !refused ? `about ${day(tokenEnd(tokenAt))}` : undefined;
}

/** What a rotation of the access token has to show. */
export function tokenRows({ scim, course, syncProved, oldTokenGone }: Partial<TokenFacts>) {
  const rows: [string, string | undefined][] = [
    ['SCIM provider', scim && `${scim.provider.name} (number ${scim.provider.pk})`],
    ['token ends', endOf(course)],
    ['in authentik since', course?.replacedAt?.toISOString()],
    ['a sync was proved', syncProved && PROOFS[syncProved.by]],
    ['old token deleted', oldTokenGone && day(oldTokenGone.at)],
  ];
  return rows.flatMap(([label, value]): Labelled[] =>
    value === undefined ? [] : [{ label, value }],
  );
}
