import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { oneLine } from '../../commands/run-program.js';
import { readError } from '../../commands/seen-plan.js';
import { stateOf } from '../../commands/stage.js';
import { undoAll } from '../../commands/undoing.js';
import { FIRST, openRotationStage, type RotationStage, SECOND } from './rotation-stage.js';

const THIRD = `${FIRST} 3`;

/** A stage with a rotation that is switched and proved. */
async function finished(): Promise<RotationStage> {
  const stage = await openRotationStage();
  await stage.rotate();
  await stage.importNext();
  expect((await stage.rotate('--certificate-imported', stage.typed())).code).toBe(0);
  await stage.signInAlice();
  expect((await stage.rotate()).code).toBe(0);
  return stage;
}

async function generate(stage: RotationStage, ...names: string[]): Promise<void> {
  for (const common_name of names) {
    await stage.call('POST', '/crypto/certificatekeypairs/generate/', {
      ...{ common_name, subject_alt_name: '', validity_days: 400 },
    });
  }
}

test.each([[[]], [['--another']]])(
  'another rotation that was begun is gone on with, with the flags %j',
  async (flags) => {
    const stage = await finished();
    expect((await stage.rotate('--another')).code).toBe(3);
    const asked = await stage.rotate(...flags);
    expect(asked.code).toBe(3);
    const hint = `a rotation to "${THIRD}" is under way already`;
    if (flags.length > 0) expect(oneLine(asked.stderr)).toContain(hint);
    await stage.importNext();
    const said = ['--certificate-imported', stage.typed()];
    const { code, stderr } = await stage.rotate(...flags, ...said);
    expect(code, stderr).toBe(0);
    expect(await stage.signsWith()).toBe(THIRD);
    expect((await stage.rotate(...flags, '--wait-for-sign-in', '1s')).code).toBe(3);
    expect(await stage.keyPairs()).toEqual([FIRST, SECOND, THIRD]);
    await stage.signInAlice();
    expect((await stage.rotate()).code).toBe(0);
    expect((await stage.rotate('--another')).code).toBe(3);
    expect(await stage.keyPairs()).toEqual([FIRST, SECOND, THIRD, `${FIRST} 4`]);
  },
);

test('another one begins without a proof of the last when somebody says so', async () => {
  const stage = await openRotationStage();
  await stage.rotate();
  await stage.importNext();
  await stage.rotate('--certificate-imported', stage.typed());
  expect((await stage.rotate('--another')).code).toBe(3);
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
  expect((await stage.rotate('--another', '--without-sign-in')).code).toBe(3);
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND, THIRD]);
});

test('giving another one up leaves the last as it was: finished, to be taken back or cleared', async () => {
  const stage = await finished();
  await stage.rotate('--another');
  await stage.importNext();
  const waits = ['--wait-for-sign-in', '1s'];
  await stage.rotate('--certificate-imported', stage.typed(), ...waits);
  for (const way of ['--back', '--back', '--abandon']) {
    const { code, stderr } = await stage.rotate(way);
    expect(code, stderr).toBe(0);
    expect(await stage.signsWith()).toBe(SECOND);
  }
  expect(oneLine((await stage.rotate()).stderr)).toContain('The rotation is finished.');
  expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
  expect((await stage.rotate('--remove-old')).code).toBe(0);
  expect(await stage.keyPairs()).toEqual([SECOND]);
});

test('a key pair that was named is gone on with when it is not named again', async () => {
  const stage = await openRotationStage();
  await generate(stage, 'ours', 'other');
  expect((await stage.rotate('--certificate', 'ours')).code).toBe(3);
  const typed = stage.typed();
  expect((await stage.rotate()).code).toBe(3);
  expect(stage.typed()).toBe(typed);
  await stage.importNext();
  const waits = ['--wait-for-sign-in', '1s'];
  await stage.rotate('--certificate-imported', typed, ...waits);
  const { code, stderr } = await stage.rotate('--certificate', 'other', '--certificate-days', '90');
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).toContain('the rotation to "ours" is under way, so "other" is not taken');
  expect(await stage.signsWith()).toBe('ours');
  expect(await stage.keyPairs()).toEqual([FIRST, 'other', 'ours']);
});

test('a named key pair that somebody deleted is missed, and none is made in its place', async () => {
  const stage = await openRotationStage();
  await generate(stage, 'ours');
  await stage.rotate('--certificate', 'ours');
  const [ours] = await stage.list('/crypto/certificatekeypairs/?name=ours');
  await stage.call('DELETE', `/crypto/certificatekeypairs/${ours?.pk}/`);
  const { code, stdout } = await stage.rotate('--json');
  expect(code).toBe(1);
  expect(readError(stdout).what).toContain('"ours" is no longer in authentik');
  expect((await stage.rotate('--abandon')).code).toBe(0);
  expect(await stage.keyPairs()).toEqual([FIRST]);
});

test('removing the old key pair begins no rotation', async () => {
  const stage = await openRotationStage();
  stage.writes();
  const { code, stdout } = await stage.rotate('--remove-old', '--json');
  expect(code).toBe(1);
  expect(readError(stdout).what).toContain('No old key pair is remembered');
  expect(stage.writes()).toEqual([]);
});

test('removing the old key pair takes away those of all earlier rotations', async () => {
  const stage = await finished();
  await stage.rotate('--another');
  await stage.importNext();
  await stage.rotate('--certificate-imported', stage.typed());
  await stage.signInAlice();
  const { code, stderr } = await stage.rotate('--remove-old');
  expect(code, stderr).toBe(0);
  expect(await stage.keyPairs()).toEqual([THIRD]);
});

test('once the old key pair is gone, both ways back say that the rotation is finished', async () => {
  const stage = await finished();
  expect((await stage.rotate('--remove-old')).code).toBe(0);
  for (const way of ['--back', '--abandon']) {
    const { code, stdout } = await stage.rotate(way, '--json');
    expect(code).toBe(1);
    const { what, next } = readError(stdout);
    expect(what).toContain('The rotation is finished');
    expect(next.join()).toContain('--another');
    expect(next.join()).not.toMatch(/--back|--abandon/);
  }
});

test('undo removes the certificate files of every rotation', async () => {
  const stage = await finished();
  await stage.rotate('--another');
  const files = join(stage.folder, 'files');
  expect(readdirSync(files)).toContain('authentik-aws-next-certificate.pem');
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(existsSync(files) ? readdirSync(files) : []).toEqual([]);
  expect(stateOf(stage)?.things).toEqual({});
});
