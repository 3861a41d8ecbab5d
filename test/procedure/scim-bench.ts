import { onTestFinished, vi } from 'vitest';
import { type Authentik, connectAuthentik } from '../../src/authentik/index.js';
import { connectAws } from '../../src/aws/index.js';
import { Secret } from '../../src/basics/secret.js';
import { drawPlan } from '../../src/engine/draw-plan.js';
import type { Listener, RunEvent } from '../../src/engine/events.js';
import type { PlannedStep } from '../../src/engine/plan.js';
import { type RunResult, run } from '../../src/engine/run.js';
import { emptyState, memoryOf, type State } from '../../src/engine/state.js';
import { nobody } from '../../src/handover/nobody.js';
import type { Answers, Context } from '../../src/procedure/context.js';
import type { Facts } from '../../src/procedure/facts.js';
import { procedure } from '../../src/procedure/index.js';
import { ProvisioningTenant } from '../../src/sandbox/aws/world/provisioning.js';
import { openStage, type Setting, type Stage } from '../commands/stage.js';
import { type Directory, directoryOf } from './scim-directory.js';

/** How a bench is to start. */
export interface BenchSetting extends Setting {
  readonly release?: string;
  /** The groups that are wished for and that may open the application. */
  readonly groups?: readonly string[];
  /** Permissions of authentik's token; without them it is the administrator's. */
  readonly permissions?: readonly string[];
  readonly answers?: Partial<Answers>;
}

/**
 * Both pretended systems behind the steps of the SCIM half, without the SAML half before them: the
 * application stands, the identity source counts as switched and provisioning as enabled. Time
 * passes only where a step pauses, and then authentik's worker finishes what it has to do.
 */
export interface Bench extends Omit<Stage, 'run'>, Directory {
  readonly context: Context;
  readonly state: State;
  readonly tenant: ProvisioningTenant;
  readonly endpoint: string;
  readonly events: RunEvent[];
  /** Walks the steps of the SCIM half as a run does. */
  walk(wishes?: readonly string[]): Promise<RunResult<Facts>>;
  /** One of these steps, as a plan shows it now. */
  plan(id: string, wishes?: readonly string[]): Promise<PlannedStep>;
  /** Called with whatever a run tells. */
  onEvent: Listener;
  /** Called whenever a step pauses, before the worker goes on. */
  onPause: () => void;
}

const SCIM_STEPS = [
  ...['identity-center-instance', 'automatic-provisioning', 'scim-mapping', 'scim-provider'],
  ...['backchannel', 'first-sync'],
];
const steps = procedure({ withScim: true }).filter(({ id }) => SCIM_STEPS.includes(id));

/** Starts a bench that ends with the test. */
export async function openBench(setting: BenchSetting = {}): Promise<Bench> {
  const { release, groups = [] } = setting;
  let clock = Date.now();
  const now = () => new Date(clock++);
  const stage = await openStage({
    authentik: { now, ...(release && { release }), ...setting.authentik },
    aws: { now, pageSize: 100, ...setting.aws },
  });
  const tenant = new ProvisioningTenant(now);
  stage.instance.provisioning = tenant;
  const endpoint = `${stage.aws.endpoint}/${tenant.tenantId}/scim/v2`;
  const authentik = await connectOf(stage, setting.permissions);
  const events: RunEvent[] = [];
  const state = emptyState({ authentik: stage.authentik.url, instance: 'ssoins-1' });
  const context: Context = {
    ...{ authentik, attended: false, outputDir: stage.folder, rehearsal: true, held: {}, now },
    ...(await awsOf(stage, () => now().getTime())),
    memory: memoryOf(state, async () => undefined, now),
    person: nobody,
    loopbackAws: stage.aws.endpoint,
    tell: (event) => {
      events.push(event);
      bench.onEvent(event);
    },
    checkpoint: () => undefined,
    pause: async (milliseconds) => {
      bench.onPause();
      await stage.authentik.settled();
      clock += milliseconds;
    },
    answers: answersOf(setting, endpoint, tenant),
  };
  await stage.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' });
  const seed = (wished: readonly string[]) => seedOf(context, wished);
  const bench: Bench = {
    ...{ ...stage, ...directoryOf(stage), context, state, tenant, endpoint, events },
    onEvent: () => undefined,
    onPause: () => undefined,
    walk: async (wished = groups) =>
      run(steps, context, await seed(wished), {
        ...{ tell: context.tell, clock: () => 0, checkpoint: context.checkpoint },
      }),
    async plan(id, wished = groups) {
      const drawn = await drawPlan(steps, context, await seed(wished));
      const found = drawn.steps.find((each) => each.id === id);
      if (!found) throw new Error(`the SCIM half has no step ${id}`);
      return found;
    },
  };
  await bench.letIn(groups);
  stage.writes();
  return bench;
}

function connectOf({ authentik }: Stage, permissions: readonly string[] | undefined) {
  const token = permissions ? authentik.tokenWith(permissions) : authentik.token;
  return connectAuthentik({ url: authentik.url, token: new Secret(token) });
}

/** The AWS SDK reads the process's own environment. */
async function awsOf(
  { env, instance }: Stage,
  clock: () => number,
): Promise<Pick<Context, 'aws' | 'instance'>> {
  onTestFinished(() => void vi.unstubAllEnvs());
  const nowhere = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  const foreign = { AWS_PROFILE: undefined, AWS_SESSION_TOKEN: undefined };
  const aimed = Object.entries(env).filter(([name]) => name.startsWith('AWS_'));
  const variables = { ...nowhere, ...foreign, ...Object.fromEntries(aimed) };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const aws = await connectAws({ clock });
  return { aws, instance: await aws.instance(instance.arn) };
}

function answersOf({ answers }: BenchSetting, endpoint: string, tenant: ProvisioningTenant) {
  return {
    ...{ acceptIdentitySource: true, forceScimEndpoint: false, acceptScimDeletions: false },
    ...{ scimEndpoint: endpoint, scimToken: new Secret(tenant.generateToken().value) },
    ...answers,
  };
}

/** What the SAML half would have given. */
async function seedOf(
  { authentik, now }: { readonly authentik: Authentik; readonly now: () => Date },
  groups: readonly string[],
): Promise<Partial<Facts>> {
  const application = await authentik.applications.bySlug('aws');
  if (!application) throw new Error('authentik has no application "aws"');
  const { pk, slug, launchUrl } = application;
  return {
    wishes: {
      application: { slug, name: 'AWS' },
      ...{ providerName: 'AWS', certificateDays: 365, groups: [...groups] },
    },
    identitySource: { fingerprint: 'example', at: now() },
    application: { pk, slug, launchUrl, groupNames: [...groups] },
  };
}
