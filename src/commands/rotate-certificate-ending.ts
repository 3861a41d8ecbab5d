import { beginningOf } from '../basics/fingerprint.js';
import { day } from '../basics/words.js';
import type { Plan } from '../engine/plan.js';
import type { PlanWords } from '../terminal/plan-view.js';
import { jsonText } from '../terminal/printable.js';
import { summaryText } from '../terminal/summary-view.js';
import { perhapsNotImported, type RotationFacts } from '../upkeep/rotate-certificate/index.js';
import type { JobEnd } from './carry-out.js';
import type { Desk } from './desk.js';
import type { Session } from './session.js';

/** Forwards to the next certificate, back to the one before, or giving it up before the switch. */
export type Way = 'forwards' | 'back' | 'abandon';

const ROTATE = 'authentik-aws rotate certificate';

const WORDS: Readonly<Record<Way, PlanWords>> = {
  forwards: {
    heading: 'What the rotation would do',
    nothingToDo: `The rotation is finished. Another one: ${ROTATE} --another`,
    notProved: 'Nothing to do but to see a sign-in with the key that signs now.',
  },
  back: { heading: 'What turning back would do', nothingToDo: 'Nothing is to be taken back.' },
  abandon: { heading: 'What giving up would do', nothingToDo: 'Nothing is to be given up.' },
};

/** What the plan of a way is called. */
export function wordsOf(way: Way): PlanWords {
  return WORDS[way];
}

/** What a run of `rotate certificate` ends with. */
export interface RotationEnding {
  readonly desk: Desk;
  readonly session: Session;
  readonly way: Way;
  readonly end: JobEnd<RotationFacts>;
  /** Another rotation was asked for, and was not begun before the last one is proved. */
  readonly heldUp: boolean;
}

/** Whether sign-ins were refused since the switch, perhaps for the certificate, and none worked. */
export function isRefusedSince({ steps }: Plan): boolean {
  const after = steps.find(({ id }) => id === 'sign-in-after');
  if (after?.state !== 'unproved') return false;
  return after.notes.some(({ text }) => text === perhapsNotImported.text);
}

/** Prints which key signs, which file is for AWS, and what comes next. */
export function showRotation(ending: RotationEnding): void {
  const { desk, session, end } = ending;
  const { terminal } = desk;
  const { plan, waiting, facts } = end;
  if (session.settings.values.json) {
    const format = 'authentik-aws/rotate-certificate';
    terminal.result(jsonText({ format, version: 1, plan, waiting, facts }));
    return;
  }
  terminal.gap();
  terminal.result(
    summaryText({
      plan,
      heading: 'In place',
      made: rowsOf(facts),
      files: filesOf(facts),
      next: nextOf(ending),
      terminal,
    }),
  );
}

function rowsOf({ inUse, nextKey, course, oldKeyProved, signIn }: Partial<RotationFacts>) {
  const isNext = nextKey !== undefined && nextKey.pk !== inUse?.key.pk;
  const old = course?.switchedAt && course.from.name;
  const rows: [string, string | undefined][] = [
    ['signs now', inUse && `${inUse.key.name}, until ${day(inUse.expires)}`],
    ['signs next', isNext ? `${nextKey.name}, until ${day(nextKey.expires)}` : undefined],
    ['signed before', old],
    ['signed in before the switch', oldKeyProved?.userName],
    ['signed in since the switch', signIn?.userName],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

function filesOf({ certificateFile, imported }: Partial<RotationFacts>) {
  if (!certificateFile || imported) return [];
  return [{ label: 'SAML 2.0 certificate', path: certificateFile.path }];
}

function nextOf({ desk, session, way, end, heldUp }: RotationEnding): string[] {
  const { facts, plan, waiting } = end;
  if (desk.visitor) return [`The sandbox is gone with this run. For real: ${ROTATE}`];
  if (way === 'abandon') return afterAbandoning(facts);
  if (way === 'back') {
    return [
      `See in AWS, under "Manage SAML 2.0 certificates", which certificates are listed; go on with ${ROTATE}, or give it up with ${ROTATE} --abandon`,
    ];
  }
  if (!facts.switched) {
    return [
      'Do what is waited for, then run the same command again with what it brings.',
      `To give it up: ${ROTATE} --abandon`,
    ];
  }
  if (isRefusedSince(plan)) return [`Take the switch back: ${ROTATE} --back`];
  if (waiting.length > 0 || !facts.signIn) {
    return [
      `Sign in once at ${facts.inUse?.startUrl}, then see it proved with the same command.`,
      `If nobody can sign in, take the switch back: ${ROTATE} --back`,
    ];
  }
  if (heldUp) return ['The last rotation is proved now: begin another one with the same command.'];
  return [...afterProof(facts), ...renamed(session, facts), 'authentik-aws status'];
}

/** What AWS trusts without need, where it was imported. */
function afterAbandoning({ abandoned }: Partial<RotationFacts>): string[] {
  if (!abandoned?.fingerprint) return ['authentik-aws status'];
  const which = `SHA-256 ${beginningOf(abandoned.fingerprint)}…`;
  return [
    `In AWS, under "Manage SAML 2.0 certificates", delete the certificate that is not used (${which}), if it was imported.`,
  ];
}

/** What is left to a person once a sign-in with the next key was seen. */
function afterProof({ course, oldKeyPairGone }: Partial<RotationFacts>): string[] {
  if (!course?.to) return [];
  const old = beginningOf(course.from.fingerprint);
  const inAws = `In AWS delete the certificate of before (SHA-256 ${old}…) once the last sign-in with it is over: Settings → Actions → "Manage authentication" → "Manage SAML 2.0 certificates" → "Delete", type DELETE. One must remain.`;
  if (oldKeyPairGone) return [inAws];
  return [inAws, `Then remove its key pair in authentik: ${ROTATE} --remove-old`];
}

/** A key pair that setup is told by name would be switched back to. */
function renamed({ settings }: Session, { inUse }: Partial<RotationFacts>): string[] {
  const { certificate } = settings.values;
  if (certificate === undefined || !inUse || certificate === inUse.key.name) return [];
  return [`Where setup is run with --certificate, name "${inUse.key.name}" there from now on.`];
}
