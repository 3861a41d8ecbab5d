import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { hasWork } from '../engine/plan.js';
import { instanceFact } from '../procedure/identity-center-instance.js';
import { runListener } from '../terminal/run-view.js';
import {
  abandoning,
  certificateRotation,
  type RotationFacts,
  turningBack,
} from '../upkeep/rotate-certificate/index.js';
import { type Acting, act } from './acting.js';
import { carryOut, goAhead, type Job } from './carry-out.js';
import { endDryRun } from './dry-run.js';
import type { Invocation } from './invocation.js';
import { keepProof } from './keep-proof.js';
import { personFor } from './person-for.js';
import { isRefusedSince, showRotation, type Way, wordsOf } from './rotate-certificate-ending.js';
import type { Session } from './session.js';
import { setUpFirst } from './set-up-first.js';
import { contextOf } from './work.js';

/** `authentik-aws rotate certificate`: the next signing certificate, forwards or back. */
export async function rotateCertificate(invocation: Invocation): Promise<ExitReason> {
  const { flags } = invocation;
  const way = wayOf(flags);
  return act(
    invocation,
    `authentik-aws rotate certificate${way === 'forwards' ? '' : ` --${way}`}`,
    (acting) => rotate(acting, way, jobOf(way, flags, acting.session)),
    { prepare: (desk) => setUpFirst(desk, { withScim: false }) },
  );
}

type Flags = Invocation['flags'];
type Steps = Pick<Job<RotationFacts>, 'format' | 'words' | 'steps' | 'seed' | 'seedAfterwards'>;

/** @throws ExpectedError (`usage`) for two ways at once */
function wayOf(flags: Flags): Way {
  const all = ['back', 'abandon', 'removeOld', 'another', 'withoutSignIn'];
  const given = all.filter((name) => flags[name] === true);
  const alone = given.includes('back') || given.includes('abandon');
  if (alone && given.length > 1) {
    throw new ExpectedError({
      what: '--back and --abandon stand alone',
      why: 'Each is a way back; the other flags lead forwards.',
      next: 'Say one of them: authentik-aws rotate certificate --help',
      exit: 'usage',
    });
  }
  if (flags.back === true) return 'back';
  return flags.abandon === true ? 'abandon' : 'forwards';
}

function jobOf(way: Way, flags: Flags, { settings, instance }: Session): Steps {
  const { providerName, certificate, certificateDays } = settings.values;
  const removeOld = flags.removeOld === true;
  const steps = {
    forwards: certificateRotation({ removeOld }),
    back: turningBack,
    abandon: abandoning,
  };
  const begin = beginOf(way, flags);
  const wishes = {
    ...{ providerName, certificateDays, withoutSignIn: flags.withoutSignIn === true },
    ...(certificate !== undefined && { certificate }),
  };
  const facts = { instance: instanceFact(instance) };
  return {
    format: 'authentik-aws/rotate-certificate-plan',
    words: wordsOf(way),
    steps: steps[way],
    seed: { ...facts, wishes: { ...wishes, begin } },
    // What was wished for has been done by then.
    ...(begin === 'now' && {
      seedAfterwards: { ...facts, wishes: { ...wishes, begin: 'when due' } },
    }),
    ...(way === 'abandon' && {
      seedAfterwards: { ...facts, wishes: { ...wishes, begin, givenUp: true } },
    }),
  };
}

function beginOf(way: Way, flags: Flags): RotationFacts['wishes']['begin'] {
  if (way !== 'forwards') return 'look back';
  if (flags.another === true) return 'now';
  // To take the old key pair away is the end of a rotation, not the beginning of one.
  return flags.removeOld === true ? 'go on' : 'when due';
}

async function rotate(acting: Acting, way: Way, steps: Steps): Promise<ExitReason> {
  const { desk, session, interrupts } = acting;
  const { person, attended } = await personFor(desk, session);
  const tell = runListener(desk.terminal);
  const context = contextOf(session, { person, attended, tell, interrupts });
  const waits = session.settings.values.waitForSignIn !== undefined;
  const job: Job<RotationFacts> = {
    ...steps,
    agree: () => goAhead(acting),
    withoutConsent: 'Without that authentik goes on signing as it does now.',
    runAnyway: (plan) =>
      plan.steps.some(({ state }) => state === 'unproved') && (waits || attended),
  };
  const end = await carryOut(job, acting, context);
  if (end.kind === 'not agreed') return 'failed';
  if (end.kind === 'dry run') return endDryRun(desk, end.plan);
  const { signIn, switched } = end.facts;
  await keepProof(session.memory, signIn, switched?.metadataFingerprint);
  // Whoever asks for another one has to wait for the proof of the last one.
  const heldUp = steps.seed.wishes?.begin === 'now' && !hasWork(end.before);
  showRotation({ desk, session, way, end, heldUp });
  if (end.declined.length > 0 || isRefusedSince(end.plan)) return 'failed';
  // What was asked for may have to wait for a proof.
  return end.waiting.length > 0 || hasWork(end.plan) || heldUp ? 'waiting' : 'done';
}
