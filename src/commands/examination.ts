import { access } from 'node:fs/promises';
import type { Authentik } from '../authentik/index.js';
import type { Aws } from '../aws/index.js';
import type { IdentityCenterInstance } from '../aws/instances.js';
import { loopbackOrigin } from '../aws/loopback.js';
import { askOnce } from '../doctor/ask-once.js';
import type { DoctorContext, SetUp, StateFound } from '../doctor/context.js';
import { factsThere, findThere, isBlank } from '../doctor/found-there.js';
import { judgeEverybody } from '../doctor/people/judge.js';
import { lockHolder } from '../engine/lock.js';
import type { Memory } from '../engine/memory.js';
import { memoryOf } from '../engine/state.js';
import { defaultStatePath, openState } from '../engine/state-file.js';
import { statesBeside } from '../engine/states-beside.js';
import { nobody } from '../handover/nobody.js';
import { recall } from '../procedure/context.js';
import { missingRow, missingToLook } from '../settings/missing.js';
import type { Settings } from '../settings/settings.js';
import { findInstance, openAws } from './aws-session.js';
import { planJob } from './carry-out.js';
import type { Desk } from './desk.js';
import { neverInterrupted } from './plan.js';
import { reachAuthentik, refuseToWrite, type Session } from './session.js';
import { contextOf, setupJob, stepsOf } from './work.js';

/** What an examination rests on; each part is found when it is first asked for. */
interface Ground {
  readonly authentik: () => Promise<Authentik>;
  readonly aws: () => Promise<Aws>;
  readonly instance: () => Promise<IdentityCenterInstance>;
  readonly state: () => Promise<StateFound & { readonly memory: Memory }>;
}

/** An examination that reaches each system by itself, so that the failure of one ends nothing. */
export function examinationOf(
  desk: Desk,
  settings: Settings,
  hear?: (answer: object) => void,
): DoctorContext {
  const authentik = once(async () => askOnce(await reachAuthentik(settings, desk), hear));
  const aws = once(async () => askOnce(await openAws(settings, desk), hear));
  const instance = once(async () => findInstance(settings, await aws()));
  const state = once(async () => {
    const url = await authentik().then(
      (reached) => reached.url,
      () => settings.values.authentikUrl,
    );
    return findState(settings, url ?? '', (await instance()).id);
  });
  return contextOn(desk, settings, { authentik, aws, instance, state });
}

/** The examination of a session that stands already. */
export function examinationIn(desk: Desk, session: Session): DoctorContext {
  const { settings, instance } = session;
  const [authentik, aws] = [askOnce(session.authentik), askOnce(session.aws)];
  const state = once(() => findState(settings, authentik.url, instance.id));
  return contextOn(desk, settings, {
    authentik: async () => authentik,
    aws: async () => aws,
    instance: async () => instance,
    state,
  });
}

function contextOn(desk: Desk, settings: Settings, ground: Ground): DoctorContext {
  const { env } = desk.world;
  const setUp = once(() => lookAtSetUp(desk, settings, ground));
  return {
    ...ground,
    now: () => new Date(),
    machine: {
      nodeVersion: process.version,
      platform: `${process.platform} ${process.arch}`,
      env,
    },
    missing: missingToLook(settings).map((input) => ({
      of: input.group === 'AWS' ? ('AWS' as const) : ('authentik' as const),
      line: missingRow(input),
    })),
    timeoutMs: settings.values.timeout,
    rehearsal: loopbackOrigin(env.AWS_ENDPOINT_URL) !== undefined,
    scimToken: settings.values.scimToken,
    scimWanted: () => scimWanted(settings, ground),
    setUp,
    people: once(async () => judgeEverybody(await setUp())),
  };
}

/** Where nothing was remembered yet, only what is asked for counts. */
async function scimWanted({ values }: Settings, { state }: Ground): Promise<boolean> {
  if (values.scim !== undefined) return values.scim;
  const memory = await state().then(
    (found) => found.memory,
    () => undefined,
  );
  return (memory && recall(memory, 'scim')?.value) ?? false;
}

async function lookAtSetUp(desk: Desk, settings: Settings, ground: Ground): Promise<SetUp> {
  const [authentik, aws, instance, { memory, path }] = await Promise.all([
    ground.authentik(),
    ground.aws(),
    ground.instance(),
    ground.state(),
  ]);
  const session: Session = {
    ...{ settings, authentik, aws, instance, memory },
    statePath: path,
    loopbackAws: loopbackOrigin(desk.world.env.AWS_ENDPOINT_URL),
    close: async () => undefined,
  };
  const context = contextOf(session, {
    person: nobody,
    attended: false,
    tell: () => undefined,
    interrupts: neverInterrupted,
  });
  const asked = setupJob(session);
  const wishes = asked.seed.wishes;
  if (wishes === undefined) throw new Error('a set-up without wishes');
  const unremembered = isBlank(memory) ? await findThere(context, wishes) : undefined;
  const scim = settings.values.scim ?? (unremembered?.scimProvider && true);
  const steps = stepsOf({ ...session, settings: withScimOf(settings, scim) });
  const seed = unremembered ? await factsThere(context, wishes, unremembered) : asked.seed;
  const { plan, facts } = await planJob({ ...asked, steps, seed }, session, context);
  return {
    ...{ plan, steps: plan.steps, facts, context, unremembered },
    wishes: seed.wishes ?? wishes,
    withScim: steps.some(({ id }) => id === 'scim-provider'),
  };
}

function withScimOf(settings: Settings, scim: boolean | undefined): Settings {
  return scim === undefined ? settings : { ...settings, values: { ...settings.values, scim } };
}

async function findState(settings: Settings, authentik: string, instance: string) {
  const target = { authentik, instance };
  const path = settings.values.state ?? defaultStatePath(target);
  const [{ state, remarks }, lockedBy, beside, exists] = await Promise.all([
    openState(path, target, { acts: false }),
    lockHolder(`${path}.lock`),
    statesBeside(path),
    access(path).then(
      () => true,
      () => false,
    ),
  ]);
  const sharedWith = beside
    .filter((other) => other.instance === instance && other.authentik !== authentik)
    .map((other) => other.authentik);
  const memory = memoryOf(state, refuseToWrite, () => new Date());
  const namedBy = namedAs(settings);
  return { path, exists, namedBy, remarks, lockedBy, sharedWith, memory };
}

function namedAs({ values, sources }: Settings): StateFound['namedBy'] {
  if (values.state === undefined) return undefined;
  return sources.state === 'flag' ? 'flag' : 'setting';
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
