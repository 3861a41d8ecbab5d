import { type Authentik, connectAuthentik, type Trace } from '../authentik/index.js';
import { checkKind, chooseInstance } from '../aws/choose-instance.js';
import { type Aws, connectAws } from '../aws/index.js';
import type { IdentityCenterInstance } from '../aws/instances.js';
import { loopbackOrigin } from '../aws/loopback.js';
import { acquireLock, type Release } from '../engine/lock.js';
import type { Memory } from '../engine/memory.js';
import { memoryOf } from '../engine/state.js';
import { defaultStatePath, openState, stateWriter } from '../engine/state-file.js';
import type { Settings } from '../settings/settings.js';
import type { Terminal } from '../terminal/terminal.js';
import { completeSettings } from './complete-settings.js';
import type { Desk } from './desk.js';

/** Both systems, reached, and what earlier runs remember of them. */
export interface Session {
  readonly settings: Settings;
  readonly authentik: Authentik;
  readonly aws: Aws;
  readonly instance: IdentityCenterInstance;
  readonly memory: Memory;
  readonly statePath: string;
  /** The origin of a pretended AWS on loopback, where there is one. */
  readonly loopbackAws: string | undefined;
  /** Gives the lock back. */
  readonly close: Release;
}

/**
 * Reaches both systems and opens the state of this pair.
 * @param purpose `look` neither locks nor writes the state; the words of a command that acts lock
 * it against other runs, which are told them
 */
export async function openSession(
  desk: Desk,
  purpose: 'look' | { readonly act: string },
): Promise<Session> {
  const settings = await completeSettings(desk);
  const { authentik, aws, instance } = await connect(settings, desk);
  const target = { authentik: authentik.url, instance: instance.id };
  const statePath = settings.values.state ?? defaultStatePath(target);
  const now = () => new Date();
  const acts = purpose !== 'look';
  const close = acts
    ? await acquireLock(`${statePath}.lock`, purpose.act, now())
    : async () => undefined;
  try {
    const { state, remarks } = await openState(statePath, target);
    for (const remark of remarks) desk.terminal.insist(remark);
    const save = acts ? stateWriter(statePath) : refuseToWrite;
    const memory = memoryOf(state, save, now);
    const loopbackAws = loopbackOrigin(desk.world.env.AWS_ENDPOINT_URL);
    return { settings, authentik, aws, instance, memory, statePath, loopbackAws, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(settings: Settings, { terminal }: Desk) {
  // Both are waited for, so that no failure goes unheard while the other one is told.
  const [authentik, aws] = await Promise.allSettled([
    reachAuthentik(settings, terminal),
    reachAws(settings, terminal),
  ]);
  if (authentik.status === 'rejected') throw authentik.reason;
  if (aws.status === 'rejected') throw aws.reason;
  return { authentik: authentik.value, ...aws.value };
}

/** Reaches authentik with what was given. */
export async function reachAuthentik({ values }: Settings, terminal: Terminal): Promise<Authentik> {
  const { authentikUrl: url, authentikToken: token, timeout: timeoutMs, allowPlainHttp } = values;
  if (url === undefined || token === undefined) throw new Error('the settings are not complete');
  const trace: Trace = ({ method, path, status, ms }) =>
    terminal.debug(`authentik ${method} ${path}: ${status ?? 'no answer'}, ${Math.round(ms)} ms`);
  return connectAuthentik({ url, token, timeoutMs, allowPlainHttp, trace });
}

async function reachAws(settings: Settings, terminal: Terminal) {
  const aws = await openAws(settings, terminal);
  return { aws, instance: await findInstance(settings, aws) };
}

/** Prepares the way to AWS; nothing is sent yet. */
export function openAws({ values }: Settings, terminal: Terminal): Promise<Aws> {
  const { region, profile, timeout: timeoutMs } = values;
  return connectAws({
    region,
    profile,
    timeoutMs,
    trace: ({ service, operation, status, ms }) =>
      terminal.debug(`AWS ${service} ${operation}: ${status ?? 'no answer'}, ${Math.round(ms)} ms`),
  });
}

/**
 * Chooses the instance and looks it up.
 * @throws ExpectedError when there is none, several remain, or it cannot be set up
 */
export async function findInstance(
  { values, sources }: Settings,
  aws: Aws,
): Promise<IdentityCenterInstance> {
  const [instances, organization] = await Promise.all([aws.instances(), aws.organization()]);
  const { arn } = chooseInstance(instances, {
    region: aws.region,
    regionFrom: sources.region,
    instanceArn: values.instanceArn,
    managementAccountId: organization?.managementAccountId,
  });
  const instance = await aws.instance(arn);
  checkKind(instance);
  return instance;
}

/** What a command that only looks has in place of a writer of its state. */
export async function refuseToWrite(): Promise<never> {
  throw new Error('a command that only looks tried to write the state');
}
