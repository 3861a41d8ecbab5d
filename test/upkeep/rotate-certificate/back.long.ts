import { expect, test } from 'vitest';
import { deleteCertificate, importCertificate } from '../../../src/sandbox/person/index.js';
import { oneLine } from '../../commands/run-program.js';
import { readError } from '../../commands/seen-plan.js';
import { stateOf } from '../../commands/stage.js';
import { selfSigned } from '../../procedure/key-pairs.js';
import { FIRST, openRotationStage, type RotationStage, SECOND } from './rotation-stage.js';

const planCode = async (stage: RotationStage) => (await stage.run(['plan', '--exit-code'])).code;

/** A stage where authentik signs with the next key. */
async function switched(): Promise<RotationStage> {
  const stage = await openRotationStage();
  await stage.rotate();
  await stage.importNext();
  const { code, stderr } = await stage.rotate('--certificate-imported', stage.typed());
  expect(code, stderr).toBe(0);
  expect(await stage.signsWith()).toBe(SECOND);
  return stage;
}

test('after the switch: the key of before signs again, and going on wants the word anew', async () => {
  const stage = await switched();
  await stage.signInAlice();
  const { code, stdout } = await stage.rotate('--back');
  expect(code).toBe(0);
  expect(oneLine(stdout)).toContain('go on with authentik-aws rotate certificate');
  expect(await stage.signsWith()).toBe(FIRST);
  await stage.signInAlice();
  expect(await planCode(stage)).toBe(0);
  expect((await stage.rotate('--back')).stderr).toContain('Nothing is to be taken back.');
  expect((await stage.rotate()).code).toBe(3);
  expect((await stage.rotate('--certificate-imported', stage.typed())).code).toBe(0);
  expect(await stage.signsWith()).toBe(SECOND);
  await stage.signInAlice();
  expect(await planCode(stage)).toBe(0);
});

test('before the switch: giving up removes what was made, and asks to delete what was imported', async () => {
  const stage = await openRotationStage();
  await stage.rotate();
  await stage.importNext();
  const { code, stdout } = await stage.rotate('--abandon');
  expect(code).toBe(0);
  expect(oneLine(stdout)).toContain('delete the certificate that is not used');
  expect(await stage.keyPairs()).toEqual([FIRST]);
  expect(JSON.stringify(stateOf(stage))).not.toContain(SECOND);
  expect(await planCode(stage)).toBe(0);
  await stage.signInAlice();
  const again = await stage.rotate('--abandon');
  expect(again.code).toBe(0);
  expect(again.stderr).toContain('Nothing is to be given up.');
});

test('giving up after the switch is refused with the way back', async () => {
  const stage = await switched();
  const { code, stdout } = await stage.rotate('--abandon', '--json');
  expect(code).toBe(1);
  expect(readError(stdout).next.join()).toContain('rotate certificate --back');
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
});

test('giving up keeps a next key pair that something uses, or that this tool did not make', async () => {
  const stage = await openRotationStage();
  await stage.rotate();
  const [second] = await stage.list(
    `/crypto/certificatekeypairs/?name=${encodeURIComponent(SECOND)}`,
  );
  const [flow] = await stage.list(
    '/flows/instances/?slug=default-provider-authorization-implicit-consent',
  );
  const [leave] = await stage.list('/flows/instances/?slug=default-provider-invalidation-flow');
  await stage.call('POST', '/providers/saml/', {
    ...{ name: 'other', acs_url: 'https://other.example.com', sign_assertion: true },
    ...{ authorization_flow: flow?.pk, invalidation_flow: leave?.pk, signing_kp: second?.pk },
  });
  const used = await stage.rotate('--abandon', '--json');
  expect(used.code).toBe(1);
  expect(readError(used.stdout).what).toContain(
    `The key pair "${SECOND}" is used by SAML Provider other`,
  );
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);

  await stage.call('POST', '/crypto/certificatekeypairs/generate/', {
    ...{ common_name: 'ours', subject_alt_name: '', validity_days: 400 },
  });
  const named = await openRotationStageWith('ours');
  expect((await named.rotate('--abandon')).code).toBe(0);
  expect(await named.keyPairs()).toEqual([FIRST, 'ours']);
});

async function openRotationStageWith(name: string): Promise<RotationStage> {
  const stage = await openRotationStage();
  await stage.call('POST', '/crypto/certificatekeypairs/generate/', {
    ...{ common_name: name, subject_alt_name: '', validity_days: 400 },
  });
  const flags = ['--certificate', name];
  await stage.rotate(...flags);
  const waits = ['--wait-for-sign-in', '1s'];
  await stage.rotate(...flags, '--certificate-imported', stage.typed(), ...waits);
  return stage;
}

test('an old key pair that something else uses is never removed', async () => {
  const stage = await switched();
  await stage.signInAlice();
  const [first] = await stage.list(
    `/crypto/certificatekeypairs/?name=${encodeURIComponent(FIRST)}`,
  );
  const [flow] = await stage.list(
    '/flows/instances/?slug=default-provider-authorization-implicit-consent',
  );
  const [leave] = await stage.list('/flows/instances/?slug=default-provider-invalidation-flow');
  await stage.call('POST', '/providers/saml/', {
    ...{ name: 'other', acs_url: 'https://other.example.com', sign_assertion: true },
    ...{ authorization_flow: flow?.pk, invalidation_flow: leave?.pk, signing_kp: first?.pk },
  });
  const { code, stdout } = await stage.rotate('--remove-old', '--json');
  expect(code).toBe(1);
  expect(readError(stdout).what).toContain('it is still used by SAML Provider other');
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
});

test.each(['nothing', 'another certificate'])(
  '%s was imported, but the person said it was: the failed sign-in is explained, and turning back helps',
  async (what) => {
    const stage = await openRotationStage();
    await stage.rotate();
    if (what !== 'nothing') {
      const to = new Date(Date.now() + 86_400_000);
      const { certificate_data: pem } = await selfSigned({ kind: 'rsa', from: new Date(), to });
      await importCertificate(stage.aws.console, pem);
    }
    expect((await stage.rotate('--certificate-imported', stage.typed())).code).toBe(0);
    await expect(stage.signInAlice()).rejects.toThrow('AWS');
    const { code, stderr, stdout } = await stage.rotate();
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain('a sign-in was refused on');
    expect(oneLine(stderr)).toContain('AWS may have another certificate than the one');
    expect(oneLine(stdout)).toContain(
      'Take the switch back: authentik-aws rotate certificate --back',
    );
    expect((await stage.rotate('--remove-old')).code).not.toBe(0);
    expect(await stage.keyPairs()).toEqual([FIRST, SECOND]);
    expect((await stage.rotate('--back')).code).toBe(0);
    await stage.signInAlice();
    expect(await planCode(stage)).toBe(0);
    await stage.importNext();
    expect((await stage.rotate('--certificate-imported', stage.typed())).code).toBe(0);
    await stage.signInAlice();
    expect((await stage.rotate()).code).toBe(0);
  },
);

test('a switch that somebody takes back by hand is told, and shows in the plan as to be changed', async () => {
  const stage = await switched();
  const [first] = await stage.list(
    `/crypto/certificatekeypairs/?name=${encodeURIComponent(FIRST)}`,
  );
  const [provider] = await stage.list('/providers/saml/');
  await stage.call('PATCH', `/providers/saml/${provider?.pk}/`, {
    ...{ signing_kp: first?.pk, sign_assertion: true },
  });
  expect(await planCode(stage)).toBe(2);
  const { stdout } = await stage.rotate('--dry-run');
  expect(oneLine(stdout)).toContain('this tool did not do that');
});

test('once AWS no longer has the old certificate, turning back is a risk that the plan names', async () => {
  const stage = await switched();
  const [old] = await stage.trusted();
  await deleteCertificate(stage.aws.console, String(old));
  const { stdout } = await stage.run(['rotate', 'certificate', '--back', '--dry-run']);
  expect(oneLine(stdout)).toContain('as long as the certificate of before is listed in AWS');
});
