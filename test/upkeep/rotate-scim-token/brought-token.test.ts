import { expect, test } from 'vitest';
import { Secret } from '../../../src/basics/secret.js';
import { drawPlan } from '../../../src/engine/draw-plan.js';
import { run } from '../../../src/engine/run.js';
import { instanceFact } from '../../../src/procedure/identity-center-instance.js';
import { tokenRotation } from '../../../src/upkeep/rotate-scim-token/index.js';
import { type Bench, openBench } from '../../procedure/scim-bench.js';

const groups = ['aws-users'];

/** A run of the rotation, each with a memory of its own for the token that was brought. */
function runWith(bench: Bench, token: string | undefined, another = false) {
  const scimToken = token === undefined ? undefined : new Secret(token);
  const context = { ...bench.context, held: {}, answers: { ...bench.context.answers, scimToken } };
  const wishes = { providerName: 'AWS', another };
  return { context, seed: { wishes, instance: instanceFact(context.instance) } };
}

async function rotate(bench: Bench, token: string, another = false) {
  const { context, seed } = runWith(bench, token, another);
  const ports = { tell: context.tell, clock: () => 0, checkpoint: context.checkpoint };
  return run(tokenRotation, context, seed, ports);
}

/** Whether a rotation with this token would have a token go to authentik, and what it remarks. */
async function planned(bench: Bench, token?: string, another = false) {
  const { context, seed } = runWith(bench, token, another);
  const { steps } = await drawPlan(tokenRotation, context, seed);
  const notes = steps.flatMap((step) => step.notes.map(({ text }) => text)).join();
  return { begins: steps.find(({ id }) => id === 'second-token')?.state === 'to-do', notes };
}

/** CloudTrail shows nothing yet, so that the second token is in authentik and nothing is proved. */
async function unproved(release: string) {
  const bench = await openBench({ release, groups, aws: { eventDelaySeconds: 3600 } });
  await bench.walk();
  const first = bench.tenant.tokens[0]?.value ?? '';
  const second = bench.tenant.generateToken().value;
  const { facts } = await rotate(bench, second);
  expect(facts.inAuthentik).toBeDefined();
  expect(facts.syncProved).toBeUndefined();
  bench.tenant.deleteToken(String(bench.tenant.tokens[0]?.tokenId));
  return { bench, first, second, third: bench.tenant.generateToken().value };
}

test.each(['2024.8.6', '2026.2.2', '2026.8.0'])(
  'on %s, while nothing is proved, another token takes the place of the second one',
  async (release) => {
    const { bench, second, third } = await unproved(release);
    expect((await planned(bench)).begins).toBe(false);
    expect((await planned(bench, second)).begins).toBe(false);
    expect((await planned(bench, second, true)).begins).toBe(false);
    expect((await planned(bench, undefined, true)).begins).toBe(true);
    // From 2026.8 on it is not known which one the first rotation replaced, so it has to be said.
    const isShown = release !== '2026.8.0';
    const brought = await planned(bench, third);
    expect(brought.begins).toBe(isShown);
    if (!isShown) expect(brought.notes).toContain('does not show its access token');
    await rotate(bench, third, !isShown);
    expect((await planned(bench, third, true)).begins).toBe(false);
    expect((await planned(bench, second)).begins).toBe(false);
  },
);

test.each(['2026.2.2', '2026.8.0'])(
  'on %s a token that was replaced does not come back because it is still in some variable',
  async (release) => {
    const { bench, first } = await unproved(release);
    const { begins, notes } = await planned(bench, first);
    expect(notes).toContain('not used');
    expect(begins).toBe(false);
  },
);
