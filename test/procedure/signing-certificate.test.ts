import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import { fieldLines, noteLines, plannedStep } from '../commands/seen-plan.js';
import { openStage, type Stage, startStage } from '../commands/stage.js';
import { answers, finish, makeProvider, providerOf } from './answers.js';
import { selfSigned } from './key-pairs.js';

const day = 86_400_000;
const certificates = '/crypto/certificatekeypairs/';

describe('the key pair', () => {
  let stage: Stage;
  const step = (...flags: string[]) => plannedStep(stage, 'signing-certificate', ...flags);

  beforeAll(async () => {
    stage = await startStage();
    const now = Date.now();
    const [rsa, ended, ec] = await Promise.all([
      selfSigned({ kind: 'rsa', from: new Date(now - day), to: new Date(now + 20.5 * day) }),
      selfSigned({ kind: 'rsa', from: new Date(now - 2 * day), to: new Date(now - day) }),
      selfSigned({ kind: 'ec', from: new Date(now - day), to: new Date(now + 999 * day) }),
    ]);
    const upload = (name: string, pair: object) =>
      stage.call('POST', certificates, { name, ...pair });
    await upload('ends soon', rsa);
    await upload('ended', ended);
    await upload('elliptic', ec);
    await upload('without key', { certificate_data: rsa.certificate_data });
  });

  afterAll(() => stage.close());

  test('is a new RSA one of three years, unless something else is wished', async () => {
    const planned = await step();
    expect(planned.changes[0]?.object).toBe('key pair "AWS IAM Identity Center signing"');
    expect(fieldLines(planned)).toEqual(['kind:  → RSA', 'valid for:  → 1095 days']);
    expect(fieldLines(await step('--certificate-days', '90'))).toContain('valid for:  → 90 days');
  });

  test('has a name that fits a common name, however long that of the provider is', async () => {
    const [change] = (await step('--provider-name', 'x'.repeat(80))).changes;
    expect(change?.object).toBe(`key pair "${'x'.repeat(64)}"`);
  });

  test.each([
    ['absent', 'authentik has no key pair named "absent"'],
    ['ended', 'cannot sign for AWS: it ended on'],
    ['elliptic', 'cannot sign for AWS: its key is ec'],
    ['without key', 'cannot sign for AWS: authentik holds no private key for it'],
    ['authentik Self-signed Certificate', 'the default one that everything shares'],
  ])('named "%s" is refused before anything is written: %s', async (name, told) => {
    stage.writes();
    const flags = ['--certificate', name];
    const { code, stderr } = await stage.run(['setup', '--no-input', ...answers(stage), ...flags]);
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain(told);
    expect(oneLine(stderr)).toContain('leave');
    expect(stage.writes()).toEqual([]);
    const planned = await step(...flags);
    expect(planned).toMatchObject({ state: 'to-do', changes: [] });
    expect(noteLines(planned)[0]).toMatch(/^blocking: /);
  });

  test('that ends soon is used with a warning', async () => {
    const planned = await step('--certificate', 'ends soon');
    expect(planned).toMatchObject({ state: 'in-place', changes: [] });
    expect(noteLines(planned)[0]).toMatch(/^warning: .* ends in 20 days, on \d{4}-\d\d-\d\d$/);
  });
});

test('one that is named is used, and none is made', async () => {
  const stage = await openStage();
  await stage.call('POST', `${certificates}generate/`, {
    ...{ common_name: 'ours', subject_alt_name: '', validity_days: 400 },
  });
  const [ours] = await stage.list(`${certificates}?name=ours`);
  const before = await stage.list(certificates);
  await finish(stage, '--certificate', 'ours');
  expect(await providerOf(stage)).toMatchObject({ signing_kp: ours?.pk });
  expect(await stage.list(certificates)).toHaveLength(before.length);
  expect((await plannedStep(stage, 'saml-provider', '--certificate', 'ours')).changes).toEqual([]);
});

test('one that the provider signs with already stays, since AWS may trust it', async () => {
  const stage = await openStage();
  await stage.call('POST', `${certificates}generate/`, {
    ...{ common_name: 'by hand', subject_alt_name: '', validity_days: 400 },
  });
  const [byHand] = await stage.list(`${certificates}?name=by%20hand`);
  await makeProvider(stage, { signing_kp: byHand?.pk });
  const planned = await plannedStep(stage, 'signing-certificate');
  expect(planned.changes).toEqual([]);
  expect(noteLines(planned)).toEqual([
    'info: the provider already signs with "by hand", so that key pair stays',
  ]);
  await finish(stage, '--accept-adopted-changes');
  expect(await providerOf(stage)).toMatchObject({ signing_kp: byHand?.pk });
});

test("authentik's shared default does not stay", async () => {
  const stage = await openStage();
  const [shared] = await stage.list(certificates);
  await makeProvider(stage, { signing_kp: shared?.pk });
  const planned = await plannedStep(stage, 'signing-certificate');
  expect(planned.changes.map(({ action }) => action)).toEqual(['create']);
});
