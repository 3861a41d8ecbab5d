import { day } from '../basics/words.js';
import { tokenEnd } from '../procedure/token-end.js';
import type { Labelled } from '../terminal/columns.js';
import type { TokenFacts } from '../upkeep/rotate-scim-token/index.js';

const PROOFS: Readonly<Record<TokenFacts['syncProved']['by'], string>> = {
  arrival: 'by what arrived in AWS',
  trail: 'by CloudTrail',
  log: "not by AWS, only by authentik's log",
};

/** What a rotation of the access token has to show. */
export function tokenRows({ scim, course, syncProved, oldTokenGone }: Partial<TokenFacts>) {
  const rows: [string, string | undefined][] = [
    ['SCIM provider', scim && `${scim.provider.name} (number ${scim.provider.pk})`],
    ['token ends', course?.tokenAt && `about ${day(tokenEnd(course.tokenAt))}`],
    ['in authentik since', course?.replacedAt?.toISOString()],
    ['a sync was proved', syncProved && PROOFS[syncProved.by]],
    ['old token deleted', oldTokenGone && day(oldTokenGone.at)],
  ];
  return rows.flatMap(([label, value]): Labelled[] =>
    value === undefined ? [] : [{ label, value }],
  );
}
