import { writeFileSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectAuthentik } from '../../../src/authentik/index.js';
import { connectAws } from '../../../src/aws/index.js';
import { Secret } from '../../../src/basics/secret.js';
import { run } from '../../../src/engine/run.js';
import { memoryOf, type State, stateSchema } from '../../../src/engine/state.js';
import { nobody } from '../../../src/handover/nobody.js';
import type { Context } from '../../../src/procedure/context.js';
import { instanceFact } from '../../../src/procedure/identity-center-instance.js';
import { certificateRotation, turningBack } from '../../../src/upkeep/rotate-certificate/index.js';
import { stateOf } from '../../commands/stage.js';
import { FIRST, openRotationStage, type RotationStage, SECOND } from './rotation-stage.js';

/** The program is killed right after its save of this number, counted from the beginning. */
class Killed extends Error {}

/** Walks steps on a stage whose state file takes so many saves and no more. */
async function walk(stage: RotationStage, which: 'forwards' | 'back', saves: number) {
  const state = stateSchema.parse(stateOf(stage));
  let left = saves;
  const save = async (now: State) => {
    if (left === 0) throw new Killed();
    left -= 1;
    writeFileSync(stage.statePath, `${JSON.stringify(now)}\n`);
  };
  const context = await contextOn(stage, state, save);
  const steps = which === 'back' ? turningBack : certificateRotation({ removeOld: false });
  const begin = which === 'back' ? ('look back' as const) : ('when due' as const);
  const seed = {
    wishes: {
      ...{ providerName: 'AWS IAM Identity Center', certificateDays: 400, begin },
      withoutSignIn: false,
    },
    instance: instanceFact(context.instance),
  };
  const ports = { tell: () => undefined, clock: () => 0, checkpoint: () => undefined };
  try {
    await run(steps, context, seed, ports);
    return 'ended';
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return 'killed';
  }
}

async function contextOn(
  stage: RotationStage,
  state: State,
  save: (state: State) => Promise<void>,
): Promise<Context> {
  onTestFinished(() => void vi.unstubAllEnvs());
  const nowhere = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  for (const [name, value] of Object.entries({ ...nowhere, ...stage.env })) {
    if (name.startsWith('AWS_')) vi.stubEnv(name, value);
  }
  const { url, token } = stage.authentik;
  const aws = await connectAws({});
  return {
    ...{ aws, person: nobody, attended: false, outputDir: `${stage.folder}/files`, held: {} },
    authentik: await connectAuthentik({ url, token: new Secret(token) }),
    instance: await aws.instance(stage.instance.arn),
    memory: memoryOf(state, save, () => new Date()),
    ...{ loopbackAws: stage.aws.endpoint, rehearsal: true, now: () => new Date() },
    ...{ tell: () => undefined, checkpoint: () => undefined, pause: async () => undefined },
    answers: {
      ...{ acceptIdentitySource: false, forceScimEndpoint: false, acceptScimDeletions: false },
      certificateImported: stage.typed(),
    },
  };
}

const planCode = async (stage: RotationStage) => (await stage.run(['plan', '--exit-code'])).code;

/** A stage whose next certificate AWS has, without a word of that yet. */
async function imported(): Promise<RotationStage> {
  const stage = await openRotationStage();
  await stage.rotate();
  await stage.importNext();
  return stage;
}

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
  'killed after %i saves: alice signs in, the plan is done, and the next run ends well',
  async (saves) => {
    const stage = await imported();
    await walk(stage, 'forwards', saves);
    await stage.signInAlice();
    expect(await planCode(stage)).toBe(0);
    const { code, stderr } = await stage.rotate('--certificate-imported', stage.typed());
    expect(code, stderr).toBe(0);
    expect(await stage.signsWith()).toBe(SECOND);
    await stage.signInAlice();
    expect(await planCode(stage)).toBe(0);
    expect((await stage.rotate('--back')).code).toBe(0);
    expect(await stage.signsWith()).toBe(FIRST);
  },
);

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
  'killed after %i saves of turning back: alice signs in, and the plan is done',
  async (saves) => {
    const stage = await imported();
    expect((await stage.rotate('--certificate-imported', stage.typed())).code).toBe(0);
    await walk(stage, 'back', saves);
    await stage.signInAlice();
    expect(await planCode(stage)).toBe(0);
    const { code, stderr } = await stage.rotate('--back');
    expect(code, stderr).toBe(0);
    expect(await stage.signsWith()).toBe(FIRST);
    expect(await planCode(stage)).toBe(0);
    expect((await stage.rotate('--abandon')).code).toBe(0);
    expect(await stage.keyPairs()).toEqual([FIRST]);
  },
);

test('a rotation takes more than eight saves in no case, so that all of them are tried above', async () => {
  const stage = await imported();
  expect(await walk(stage, 'forwards', 8)).toBe('ended');
  expect(await walk(stage, 'back', 8)).toBe('ended');
});
