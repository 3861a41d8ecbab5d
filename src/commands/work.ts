import type { Listener } from '../engine/events.js';
import type { Person } from '../handover/task.js';
import { type Context, recall } from '../procedure/context.js';
import type { Facts } from '../procedure/facts.js';
import { procedure } from '../procedure/index.js';
import type { Settings } from '../settings/settings.js';
import type { Job } from './carry-out.js';
import type { Interrupts } from './interrupts.js';
import type { Session } from './session.js';

/** Who takes part in a run besides the two systems. */
export interface Company {
  readonly person: Person;
  readonly attended: boolean;
  readonly tell: Listener;
  readonly interrupts: Pick<Interrupts, 'checkpoint' | 'pause'>;
}

/** What the steps may use in this session. */
export function contextOf(session: Session, company: Company): Context {
  const { values } = session.settings;
  const { authentik, aws, instance, memory } = session;
  const { person, attended, tell, interrupts } = company;
  return {
    authentik,
    aws,
    instance,
    memory,
    person,
    attended,
    tell,
    outputDir: values.outputDir,
    rehearsal: values.console === 'sandbox',
    now: () => new Date(),
    checkpoint: interrupts.checkpoint,
    pause: interrupts.pause,
    answers: values,
    held: {},
    loopbackAws: session.loopbackAws,
  };
}

/** What the user asks for, as the fact that every other one follows from. */
function wishesOf({ values, sources }: Settings): Pick<Facts, 'wishes'> {
  const { application, applicationName, providerName, certificate, certificateDays } = values;
  return {
    wishes: {
      application: {
        ...{ slug: application, name: applicationName },
        isNamed: sources.applicationName !== 'default',
      },
      providerName,
      certificateDays,
      groups: [...(values.groups ?? [])],
      ...(certificate !== undefined && { certificate }),
    },
  };
}

/**
 * The steps of this session. Whether SCIM belongs to them was said in this run or, with nothing
 * said, in an earlier one; otherwise it does not.
 */
export function stepsOf({ settings, memory }: Session) {
  const withScim = settings.values.scim ?? recall(memory, 'scim')?.value ?? false;
  return procedure({ withScim });
}

/** Setting up, as a job: its steps, and what the user asks for. */
export function setupJob(session: Session): Pick<Job<Facts>, 'format' | 'steps' | 'seed'> {
  return {
    format: 'authentik-aws/plan',
    steps: stepsOf(session),
    seed: wishesOf(session.settings),
  };
}
