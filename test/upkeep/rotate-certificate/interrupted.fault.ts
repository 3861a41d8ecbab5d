import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { shownCommand } from '../../commands/run-program.js';
import { stateOf } from '../../commands/stage.js';
import { FIRST, openRotationStage, type RotationStage, SECOND } from './rotation-stage.js';

/** The writing requests of a rotation, in their order. */
const moments = [
  'POST /api/v3/crypto/certificatekeypairs/generate/',
  'PATCH /api/v3/providers/saml/1/',
] as const;

const run = (stage: RotationStage, ...flags: string[]) =>
  stage.rotate('--console', 'sandbox', ...flags);

async function expectFinished(stage: RotationStage): Promise<void> {
  const { code, stderr } = await run(stage);
  expect(code, stderr).toBe(0);
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
  expect(await stage.trusted()).toHaveLength(2);
  expect(await stage.signsWith()).toBe(SECOND);
  await stage.signInAlice();
  expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
}

/** A stage where something happens the next time that such a request comes, before or after it. */
async function stageThatAt(
  moment: string,
  when: 'intercept' | 'afterwards',
  happens: () => Promise<undefined> | Response,
) {
  let isArmed = false;
  const hook = async ({ method, url }: Request) => {
    const request = `${method} ${new URL(url).pathname}`.replace(/\d+\/$/, '1/');
    if (!isArmed || request !== moment) return undefined;
    isArmed = false;
    return happens();
  };
  const stage = await openRotationStage({ authentik: { [when]: hook } });
  const arm = () => {
    isArmed = true;
  };
  return { stage, arm };
}

/** The server says nothing of use, and writes what happened to its own log. */
function loseAnswer(): never {
  vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
  throw new Error('the answer is lost');
}

test.each(moments)('the answer to %s is lost: the next run goes on', async (moment) => {
  const { stage, arm } = await stageThatAt(moment, 'afterwards', loseAnswer);
  arm();
  const { code } = await run(stage);
  expect(code).toBe(1);
  await stage.signInAlice();
  expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
  await expectFinished(stage);
});

test.each(moments)('%s is never done: the next run goes on', async (moment) => {
  const answer = () => new Response('not now', { status: 503 });
  const { stage, arm } = await stageThatAt(moment, 'intercept', answer);
  arm();
  expect((await run(stage)).code).toBe(1);
  await stage.signInAlice();
  expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
  await expectFinished(stage);
});

test.each(moments)('Ctrl-C during %s lets it finish; the next run goes on', async (moment) => {
  let interrupt = () => {};
  const { stage, arm } = await stageThatAt(moment, 'intercept', async () => {
    interrupt();
    return undefined;
  });
  arm();
  const argv = ['rotate', 'certificate', '--no-input', '--console', 'sandbox'];
  const { code, stderr } = await stage.run(argv, {
    onStart: (key) => {
      interrupt = key;
    },
  });
  expect(code).toBe(130);
  expect(stderr).toContain('Stopped, and what was done is saved. Go on with:');
  expect(shownCommand(stderr)).toBe(`authentik-aws ${argv.join(' ')}`);
  await stage.signInAlice();
  expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
  await expectFinished(stage);
});

test('the answer to turning back is lost: the key of before signs, and nothing changes it', async () => {
  const { stage, arm } = await stageThatAt(moments[1], 'afterwards', loseAnswer);
  await expectFinished(stage);
  arm();
  expect((await stage.rotate('--back')).code).toBe(1);
  expect(await stage.signsWith()).toBe(FIRST);
  await stage.signInAlice();
  expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
  expect((await stage.rotate('--back')).code).toBe(0);
  expect((await stage.rotate()).code).toBe(3);
  expect(await stage.signsWith()).toBe(FIRST);
  expect((await stage.rotate('--abandon')).code).toBe(0);
  expect(await stage.keyPairs()).toEqual([FIRST]);
  expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
});

test('without its state the next run finds the key pair that was made, and goes on with it', async () => {
  const stage = await openRotationStage();
  await stage.rotate();
  const elsewhere = ['--state', join(stage.folder, 'other.json'), '--accept-adopted-changes'];
  const second = await stage.rotate(...elsewhere);
  expect(second.code).toBe(3);
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
  await stage.importNext();
  expect((await stage.rotate(...elsewhere, '--certificate-imported', stage.typed())).code).toBe(0);
  await stage.signInAlice();
  expect(await stage.signsWith()).toBe(SECOND);
});

test('the name of the next key pair is saved before it is made', async () => {
  let atThatMoment: unknown;
  const { stage, arm } = await stageThatAt(moments[0], 'intercept', async () => {
    atThatMoment = stateOf(stage);
    return undefined;
  });
  arm();
  await stage.rotate();
  expect(atThatMoment).toMatchObject({
    things: { 'next-signing-certificate': { origin: 'intended', name: SECOND } },
  });
});
