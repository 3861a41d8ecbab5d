import type { Note } from '../engine/change.js';
import { type ReasonId, reasons } from '../people/reasons.js';
import type { Count, Tally } from '../people/tally.js';
import type { Verdict } from '../people/verdicts.js';

/** More names than these are counted, not listed. */
const NAMES_SHOWN = 5;

/** What is no trouble before a sync or a sign-in, only not done yet. */
const EXPECTED: ReadonlySet<ReasonId> = new Set(['not-in-aws']);

/**
 * Who could not sign in, a note a reason with the first names, for the plan: before the identity
 * source is switched and before the first sync. Nothing where everybody can.
 */
export function peopleSummary(tally: Tally): Note[] {
  return tally.flatMap((count) => (count.problems > 0 ? [noteOn(count)] : []));
}

function noteOn({ reason, problems, examples }: Count): Note {
  const { label, remedy }: { label: string; remedy?: string } = reasons[reason];
  const people = problems === 1 ? '1 person' : `${problems} people`;
  const names = examples.slice(0, NAMES_SHOWN).map(nameOf);
  const more = problems > names.length ? ` and ${problems - names.length} more` : '';
  return {
    level: EXPECTED.has(reason) ? 'info' : 'warning',
    text: `${label}: ${people} (${names.join(', ')}${more})`,
    ...(remedy !== undefined && { next: remedy }),
  };
}

/** As AWS would be told where there is something to tell, since that is what is compared. */
function nameOf({ authentik, aws }: Verdict): string {
  return authentik?.email || authentik?.username || aws?.userName || '';
}
