import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { done, type Outcome } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import { refusedSyncNote, refusedSyncWaiting } from '../../handover/refused-sync.js';
import { type Context, nothingToApply } from '../../procedure/context.js';
import { rememberCourse } from './course.js';
import { type Evidence, evidenceOf, WORDS } from './evidence.js';
import type { TokenFacts } from './facts.js';
import { step } from './step.js';

type Have = Pick<TokenFacts, 'instance' | 'scim' | 'course' | 'inAuthentik'>;

/** How long a run waits for the proof, in milliseconds; CloudTrail takes about five minutes. */
const PATIENCE = 120_000;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 15_000;

const head: StepHead = {
  id: 'sync-with-token',
  title: 'See a sync with the second token',
  guide: ['S15'],
  place: 'AWS',
  outlook: 'what arrives in AWS, or what CloudTrail shows of it',
};

/** The proof that authentik gets through with it, before the first token is deleted. */
export const syncWithToken = step({
  ...head,
  needs: ['instance', 'scim', 'course', 'inAuthentik'],
  gives: ['syncProved'],
  look: async (context: Context, have: Have): Promise<Evidence> =>
    have.course.provedBy
      ? { by: have.course.provedBy, refused: [], refusal: undefined, notes: [] }
      : evidenceOf(context, have),
  plan(_have, { by, refused, refusal, notes }) {
    const all = [...refused.slice(0, 3).map(refusedNote), ...notes];
    if (!by) {
      if (refusal) all.push(refusedSyncNote(refusal));
      return { changes: [], known: {}, unproved: true, notes: all };
    }
    all.push({ level: 'info', text: WORDS[by] });
    return { changes: [], known: { syncProved: { by } }, standing: 'proved', notes: all };
  },
  apply: nothingToApply,
  async prove(context, have): Promise<Outcome<Partial<Pick<TokenFacts, 'syncProved'>>>> {
    const { by, refusal } = await wait(context, have);
    if (by) {
      await rememberCourse(context, have.scim, { provedBy: by });
      context.tell({ kind: 'note', step: head, note: { level: 'info', text: WORDS[by] } });
      return done({ syncProved: { by } });
    }
    return { kind: 'waiting', waiting: refusal ? refusedSyncWaiting(refusal) : later };
  },
  /** CloudTrail forgets after 90 days (CloudTrail user guide, view-cloudtrail-events). */
  async keep(context, { scim, course }, { by }) {
    if (by && by !== course.provedBy) await rememberCourse(context, scim, { provedBy: by });
  },
});

/** Until there is a proof, AWS refuses authentik, or the time is up. */
async function wait(context: Context, have: Have): Promise<Evidence> {
  const deadline = context.now().getTime() + PATIENCE;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const evidence = await evidenceOf(context, have);
    const left = deadline - context.now().getTime();
    if (evidence.by || evidence.refusal || left <= 0) return evidence;
    const text = `waiting for a sync with the second token to show in AWS, for ${Math.ceil(left / 1000)} s at most`;
    context.tell({ kind: 'progress', step: head, text });
    await context.pause(Math.min(pause, left));
  }
}

const later = {
  what: 'a sync with the second token to show in AWS',
  instructions: [
    'CloudTrail shows a SCIM request minutes after it happened. Leave both tokens in AWS until then.',
    'Run authentik-aws rotate scim-token again in a quarter of an hour: it looks again, and goes on.',
  ],
  files: [],
  bring: [],
};

function refusedNote({ at, name, refused }: Evidence['refused'][number]): Note {
  const text = `AWS refused a request of a sync on ${day(at)} (${name}): ${refused}`;
  return { level: 'warning', text };
}
