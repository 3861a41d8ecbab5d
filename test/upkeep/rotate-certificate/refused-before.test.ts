import { expect, test } from 'vitest';
import { signIn } from '../../../src/sandbox/browser/index.js';
import { deleteCertificate } from '../../../src/sandbox/person/index.js';
import { oneLine } from '../../commands/run-program.js';
import { stateOf } from '../../commands/stage.js';
import { FIRST, openRotationStage, type RotationStage, SECOND } from './rotation-stage.js';

const SEEN_TO_WORK = '✓ 5 See that sign-ins still work';

/** A stage where AWS has the next certificate in the place of the one in use. */
async function replacedInAws(): Promise<RotationStage> {
  const stage = await openRotationStage();
  const [inUse] = await stage.trusted();
  await stage.rotate();
  await stage.importNext();
  await deleteCertificate(stage.aws.console, String(inUse));
  const waits = ['--wait-for-sign-in', '1s'];
  const told = await stage.rotate('--certificate-imported', stage.typed(), ...waits);
  expect(told.code).toBe(3);
  return stage;
}

test('a refused sign-in is explained and stops the run before the switch', async () => {
  const stage = await replacedInAws();
  await expect(stage.signInAlice()).rejects.toThrow('AWS');
  for (const more of [[], ['--wait-for-sign-in', '1s']]) {
    const { code, stderr, stdout } = await stage.rotate(...more);
    expect(code).toBe(3);
    const said = oneLine(stderr);
    expect(said).toContain('a sign-in was refused on');
    expect(said).toContain('a look at the certificates in AWS, since a sign-in was refused');
    expect(said).toContain('If only the next one is listed, nobody can sign in until');
    expect(said).toContain('--without-sign-in');
    expect(oneLine(stdout)).toContain('rotate certificate --abandon');
    expect(await stage.signsWith()).toBe(FIRST);
  }
});

test('told to go on, it switches, and never says that a sign-in was seen before', async () => {
  const stage = await replacedInAws();
  await expect(stage.signInAlice()).rejects.toThrow('AWS');
  const { code, stderr } = await stage.rotate('--without-sign-in');
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).toContain('left out: nobody was seen to sign in');
  expect(await stage.signsWith()).toBe(SECOND);
  await stage.signInAlice();
  const after = await stage.rotate();
  expect(after.code, after.stderr).toBe(0);
  expect(oneLine(after.stderr)).not.toContain(SEEN_TO_WORK);
  expect(oneLine(after.stderr)).toContain('5 See that sign-ins still work');
  expect(oneLine(after.stderr)).toContain('nobody was seen to sign in with the one of before');
});

test('a sign-in that got through before the switch is remembered as its proof', async () => {
  const stage = await openRotationStage();
  await stage.rotate();
  await stage.importNext();
  const waits = ['--wait-for-sign-in', '1s'];
  await stage.rotate('--certificate-imported', stage.typed(), ...waits);
  await stage.signInAlice();
  expect((await stage.rotate()).code).toBe(0);
  const told = Object(stateOf(stage)?.told);
  const { userName } = told.certificateRotation.value.provedBefore;
  expect(userName).toBe('alice@example.com');
  expect(oneLine((await stage.rotate('--dry-run')).stdout)).toContain(`${SEEN_TO_WORK} in place`);
});

test('a refusal that no certificate causes does not hold the switch up', async () => {
  const stage = await openRotationStage({ authentik: { release: '2025.4.4' } });
  await stage.rotate();
  await stage.importNext();
  const waits = ['--wait-for-sign-in', '1s'];
  await stage.rotate('--certificate-imported', stage.typed(), ...waits);
  const who = { user: 'alice', password: stage.authentik.alicePassword };
  const refused = await signIn({
    ...{ awsEndpoint: stage.aws.endpoint, ...who, identityProviderInitiated: true },
  });
  expect(refused.accepted).toBe(false);
  const { code, stderr } = await stage.rotate();
  expect(oneLine(stderr)).toContain('The NameID format is not emailAddress');
  expect(code, stderr).toBe(0);
  expect(await stage.signsWith()).toBe(SECOND);
});
