import { drawPlan } from '../engine/draw-plan.js';
import type { Listener } from '../engine/events.js';
import { type Plan, totalsOf } from '../engine/plan.js';
import type { Person } from '../handover/task.js';
import { type Context, recall } from '../procedure/context.js';
import type { Facts } from '../procedure/facts.js';
import { procedure } from '../procedure/index.js';
import { sourceWords } from '../settings/origins.js';
import type { Settings } from '../settings/settings.js';
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
export function wishesOf({ values }: Settings): Pick<Facts, 'wishes'> {
  const { application, applicationName, providerName, certificate, certificateDays } = values;
  return {
    wishes: {
      application: { slug: application, name: applicationName },
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

/** Looks at everything; what comes out is data for any view. */
export async function planOf(
  session: Session,
  context: Context,
): Promise<{ plan: Plan; facts: Partial<Facts> }> {
  const { steps, facts } = await drawPlan(stepsOf(session), context, wishesOf(session.settings));
  const plan: Plan = {
    format: 'authentik-aws/plan',
    version: 1,
    target: targetOf(session),
    steps,
    totals: totalsOf(steps),
  };
  return { plan, facts };
}

/** The two systems of a session, in words that a reader recognises. */
export function targetOf({ settings, authentik, aws, instance }: Session): Plan['target'] {
  const { sources, values } = settings;
  const token =
    sources.authentikToken === 'none' ? 'made up' : sourceWords(settings, 'authentikToken');
  const profile = values.profile === undefined ? '' : `, profile ${values.profile}`;
  return {
    authentik: `${authentik.release.text} at ${authentik.url} (token: ${token})`,
    AWS: `account ${instance.ownerAccountId}, ${aws.region}${profile}`,
    instance: instance.id,
  };
}
