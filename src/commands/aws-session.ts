import { join } from 'node:path';
import { checkKind, chooseInstance } from '../aws/choose-instance.js';
import { type Aws, connectAws } from '../aws/index.js';
import type { IdentityCenterInstance } from '../aws/instances.js';
import { acquireLock, type Release } from '../engine/lock.js';
import type { Memory } from '../engine/memory.js';
import { stateFolder } from '../engine/state-file.js';
import type { AnyInput } from '../settings/inputs.js';
import type { Settings } from '../settings/settings.js';
import { completeSettings } from './complete-settings.js';
import type { Desk } from './desk.js';

/** AWS alone, reached: what a command works with that asks nothing of authentik. */
export interface AwsSession {
  readonly settings: Settings;
  readonly aws: Aws;
  readonly instance: IdentityCenterInstance;
  /** What earlier runs remember; a command that asks AWS alone has none. */
  readonly memory?: Memory;
  /** Gives the lock back. */
  readonly close: Release;
}

/** How AWS is to be opened. */
export interface AwsPurpose {
  /** `look` does not lock; the words of a command that acts are told to others. */
  readonly purpose: 'look' | { readonly act: string };
  /** What this command cannot do without. */
  readonly missing: (settings: Settings) => readonly AnyInput[];
  /** What account instances cannot do, for the refusal of one. */
  readonly inability: string;
}

/**
 * Reaches AWS. Nothing is remembered between runs, since AWS holds all there is to know; what acts
 * holds the lock of the instance.
 */
export async function openAwsSession(
  desk: Desk,
  { purpose, missing, inability }: AwsPurpose,
): Promise<AwsSession> {
  const settings = await completeSettings(desk, missing);
  const { aws, instance } = await reachAws(settings, desk, inability);
  const close =
    purpose === 'look'
      ? async () => undefined
      : await acquireLock(lockPath(settings, instance.id), purpose.act, new Date());
  return { settings, aws, instance, close };
}

function lockPath({ values }: Settings, instanceId: string): string {
  return `${values.state ?? join(stateFolder(), instanceId)}.access.lock`;
}

/**
 * Reaches AWS and finds the instance that is meant.
 * @param inability what account instances cannot do, for the refusal of one
 */
export async function reachAws(
  settings: Settings,
  desk: Pick<Desk, 'terminal' | 'stop'>,
  inability?: string,
): Promise<{ aws: Aws; instance: IdentityCenterInstance }> {
  const aws = await openAws(settings, desk);
  return { aws, instance: await findInstance(settings, aws, inability) };
}

/** Prepares the way to AWS; nothing is sent yet. */
export function openAws(
  { values }: Settings,
  { terminal, stop }: Pick<Desk, 'terminal' | 'stop'>,
): Promise<Aws> {
  const { region, profile, timeout: timeoutMs } = values;
  return connectAws({
    region,
    profile,
    timeoutMs,
    stop,
    trace: ({ service, operation, status, ms }) =>
      terminal.debug(`AWS ${service} ${operation}: ${status ?? 'no answer'}, ${Math.round(ms)} ms`),
  });
}

/**
 * Chooses the instance and looks it up.
 * @param inability what account instances cannot do, for the refusal of one
 * @throws ExpectedError when there is none, several remain, or it cannot be set up
 */
export async function findInstance(
  { values, sources }: Settings,
  aws: Aws,
  inability?: string,
): Promise<IdentityCenterInstance> {
  const [instances, organization] = await Promise.all([aws.instances(), aws.organization()]);
  const { arn } = chooseInstance(instances, {
    region: aws.region,
    regionFrom: sources.region,
    instanceArn: values.instanceArn,
    managementAccountId: organization?.managementAccountId,
    inability,
  });
  const instance = await aws.instance(arn);
  checkKind(instance, inability);
  return instance;
}
