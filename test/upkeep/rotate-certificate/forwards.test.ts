import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteCertificate } from '../../../src/sandbox/person/index.js';
import { oneLine } from '../../commands/run-program.js';
import { plannedStep, readError } from '../../commands/seen-plan.js';
import { stateOf } from '../../commands/stage.js';
import {
  FIRST,
  openRotationStage,
  type RotationStage,
  SECOND,
  startRotationStage,
} from './rotation-stage.js';

const planIsDone = async (stage: RotationStage) => (await stage.run(['plan', '--exit-code'])).code;

describe('with nobody at a terminal, run by run', () => {
  let stage: RotationStage;

  beforeAll(async () => {
    stage = await startRotationStage();
  }, 30_000);

  afterAll(() => stage.close());

  test('a dry run shows the plan and changes nothing', async () => {
    stage.writes();
    const before = stateOf(stage);
    const { code, stdout } = await stage.rotate('--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('What the rotation would do');
    expect(stdout).toContain(`key pair "${SECOND}"`);
    const json = JSON.parse((await stage.rotate('--dry-run', '--json')).stdout);
    expect(json).toMatchObject({ format: 'authentik-aws/rotate-certificate-plan', version: 1 });
    expect(stage.writes()).toEqual([]);
    expect(stateOf(stage)).toEqual(before);
  });

  test('the first makes the key pair, writes its certificate, and waits for its import', async () => {
    const { code, stderr, stdout } = await stage.rotate();
    expect(code).toBe(3);
    expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
    const asked = oneLine(stderr);
    expect(asked).toContain('Actions → "Manage authentication"');
    expect(asked).toContain('Choose "Manage SAML 2.0 certificates", then "Import certificate"');
    expect(asked).toContain(`--certificate-imported ${stage.typed()}`);
    expect(asked).toContain('authentik-aws-next-certificate.pem');
    expect(oneLine(stdout)).toContain('To give it up: authentik-aws rotate certificate --abandon');
    expect(await stage.signsWith()).toBe(FIRST);
    expect(await planIsDone(stage)).toBe(0);
  });

  test('the same again makes nothing twice', async () => {
    stage.writes();
    expect((await stage.rotate()).code).toBe(3);
    expect(stage.writes()).toEqual([]);
    expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
  });

  test.each([
    ['another fingerprint', '00:11:22:33:44', 'is not the certificate that is to be imported'],
    ['too few digits', '00:11', 'too few or too many digits'],
    ['no fingerprint', 'yes', 'not the fingerprint of a certificate'],
  ])('%s is refused, and authentik signs as before', async (_what, said, words) => {
    const ran = await stage.rotate('--certificate-imported', said, '--json');
    expect(ran.code).toBe(64);
    const { what, why = '' } = readError(ran.stdout);
    expect(what + why).toContain(words);
    expect(await stage.signsWith()).toBe(FIRST);
  });

  test('told to wait for a sign-in, it does not switch without one', async () => {
    await stage.importNext();
    const waits = ['--wait-for-sign-in', '1s'];
    const { code, stderr } = await stage.rotate('--certificate-imported', stage.typed(), ...waits);
    expect(code).toBe(3);
    expect(oneLine(stderr)).toContain('a sign-in that still works now that AWS has both');
    expect(await stage.signsWith()).toBe(FIRST);
    expect(await planIsDone(stage)).toBe(0);
  });

  test('after a sign-in it switches, and looks for another one', async () => {
    await stage.signInAlice();
    const { code, stderr } = await stage.rotate('--wait-for-sign-in', '1s');
    expect(code, stderr).toBe(3);
    expect(oneLine(stderr)).toContain('a sign-in with the new certificate');
    expect(await stage.signsWith()).toBe(SECOND);
    expect(await planIsDone(stage)).toBe(0);
  });

  test('the old key pair is not removed before a sign-in with the next one was seen', async () => {
    const { code, stdout } = await stage.rotate('--remove-old');
    expect(code).toBe(3);
    expect(stdout).toContain('Not finished.');
    expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
  });

  test('a sign-in proves it, and says what is left to do', async () => {
    await stage.signInAlice();
    const { code, stdout } = await stage.rotate();
    expect(code).toBe(0);
    expect(oneLine(stdout)).toContain('signed in since the switch alice@example.com');
    expect(oneLine(stdout)).toContain('"Delete", type DELETE. One must remain.');
    expect(oneLine(stdout)).toContain('rotate certificate --remove-old');
  });

  test('setup and status go by the next key, and hand nothing over again', async () => {
    expect(await planIsDone(stage)).toBe(0);
    const { stdout } = await stage.run(['status', '--json']);
    const [, second] = await stage.list('/crypto/certificatekeypairs/?search=signing');
    expect(new Date(JSON.parse(stdout).certificateExpires).getTime()).toBe(
      new Date(String(second?.cert_expiry)).getTime(),
    );
    expect(await plannedStep(stage, 'identity-source')).toMatchObject({ standing: 'proved' });
    expect(await plannedStep(stage, 'sign-in')).toMatchObject({ standing: 'proved' });
    stage.writes();
    expect((await stage.run(['setup', '--no-input'])).code).toBe(0);
    expect(stage.writes()).toEqual([]);
    expect(await stage.signsWith()).toBe(SECOND);
  });

  test('once finished, running it again says so and begins nothing', async () => {
    stage.writes();
    const { code, stderr } = await stage.rotate();
    expect(code).toBe(0);
    expect(oneLine(stderr)).toContain('The rotation is finished. Another one:');
    expect(stage.writes()).toEqual([]);
  });

  test('the old key pair is removed when asked, and the old certificate at AWS by a person', async () => {
    const [old] = await stage.trusted();
    const { code, stderr } = await stage.rotate('--remove-old');
    expect(code, stderr).toBe(0);
    expect(await stage.keyPairs()).toEqual([SECOND]);
    await deleteCertificate(stage.aws.console, String(old));
    await stage.signInAlice();
    expect(await planIsDone(stage)).toBe(0);
    const back = await stage.rotate('--back', '--json');
    expect(back.code).toBe(1);
    expect(readError(back.stdout).what).toContain('is no longer in authentik');
  });

  test('another one begins when it is told to', async () => {
    expect((await stage.rotate('--another')).code).toBe(3);
    expect(await stage.keyPairs()).toEqual([SECOND, `${FIRST} 3`]);
    expect(await stage.signsWith()).toBe(SECOND);
  });

  test('and once it is through, the summary speaks of that one, not of yet another', async () => {
    const { stdout, stderr } = await stage.rotate('--another', '--json', '--console', 'sandbox');
    const { plan, facts } = JSON.parse(stdout);
    expect(facts, stderr).toHaveProperty('switched');
    const states = plan.steps.map(({ state }: { state: string }) => state);
    expect(states).not.toContain('to-do');
    expect(states).not.toContain('later');
    expect(await stage.signsWith()).toBe(`${FIRST} 3`);
  });

  test('one that is not proved is gone on with instead of beginning yet another', async () => {
    const { code, stderr } = await stage.rotate('--another');
    expect(code).toBe(3);
    const said =
      'nobody was seen to sign in since the rotation to "AWS IAM Identity Center signing 3"';
    expect(oneLine(stderr)).toContain(said);
    expect(oneLine(stderr)).toContain('--another --without-sign-in');
    expect(oneLine(stderr)).not.toContain('The rotation is finished');
    expect(await stage.keyPairs()).not.toContain(`${FIRST} 4`);
  });

  test('one that was begun after that is given up alone', async () => {
    await stage.signInAlice();
    expect((await stage.rotate('--another')).code).toBe(3);
    expect(await stage.keyPairs()).toContain(`${FIRST} 4`);
    const given = await stage.rotate('--abandon');
    expect(given.code, given.stderr).toBe(0);
    expect(await stage.keyPairs()).toEqual([SECOND, `${FIRST} 3`]);
    expect(await planIsDone(stage)).toBe(0);
    const back = await stage.rotate('--back');
    expect(back.code, back.stderr).toBe(0);
    expect(await stage.signsWith()).toBe(SECOND);
  });
});

test('another one begins by itself when the certificate ends soon', async () => {
  const stage = await openRotationStage();
  await stage.rotate('--certificate-days', '60');
  await stage.importNext();
  const said = ['--certificate-imported', stage.typed(), '--certificate-days', '60'];
  expect((await stage.rotate(...said)).code).toBe(0);
  await stage.signInAlice();
  expect(await stage.signsWith()).toBe(SECOND);
  expect((await stage.rotate()).code).toBe(0);
  const text = readFileSync(stage.statePath, 'utf8');
  const longAgo = new Date(Date.now() - 61 * 86_400_000).toISOString();
  const aged = text.replace(/"switchedAt": "[^"]*"/, `"switchedAt": "${longAgo}"`);
  expect(aged).not.toBe(text);
  writeFileSync(stage.statePath, aged);
  expect((await stage.rotate()).code).toBe(3);
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND, `${FIRST} 3`]);
});

test('a key pair that is named becomes the next one; the one in use cannot', async () => {
  const stage = await openRotationStage();
  await stage.call('POST', '/crypto/certificatekeypairs/generate/', {
    ...{ common_name: 'ours', subject_alt_name: '', validity_days: 400 },
  });
  const named = ['--certificate', 'ours'];
  expect((await stage.rotate(...named)).code).toBe(3);
  await stage.importNext();
  const { code, stdout } = await stage.rotate(...named, '--certificate-imported', stage.typed());
  expect(code).toBe(0);
  expect(await stage.signsWith()).toBe('ours');
  expect(await stage.keyPairs()).toEqual([FIRST, 'ours']);
  await stage.signInAlice();
  expect(stdout).toContain('see it proved');
  expect(await planIsDone(stage)).toBe(0);
  const again = await stage.rotate(...named, '--another', '--json');
  expect(again.code).toBe(1);
  expect(readError(again.stdout).what).toContain('"ours" signs already');
});

test.each([
  ['an absent key pair', ['--certificate', 'absent'], 'authentik has no key pair named "absent"'],
  ['two ways at once', ['--back', '--abandon'], '--back and --abandon stand alone'],
  ['nothing to take back', ['--back'], 'No rotation is remembered'],
])('%s is refused before anything is written', async (_what, flags, words) => {
  const stage = await sharedStage();
  stage.writes();
  const { stdout } = await stage.rotate(...flags, '--json');
  expect(readError(stdout).what).toContain(words);
  expect(stage.writes()).toEqual([]);
});

test('a provider that is not there is refused, and where nothing is remembered it is named', async () => {
  const stage = await sharedStage();
  const elsewhere = ['--state', join(stage.folder, 'other.json')];
  const { stdout } = await stage.rotate(...elsewhere, '--provider-name', 'other', '--json');
  expect(readError(stdout).what).toBe('authentik has no SAML provider "other"');
});

let shared: Promise<RotationStage> | undefined;

function sharedStage(): Promise<RotationStage> {
  shared ??= startRotationStage();
  return shared;
}

afterAll(async () => (await shared)?.close());
