import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { signIn } from '../../src/sandbox/browser/index.js';
import { finishedStage, forAwsUsers } from '../doctor/examined.js';
import { providerOf } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import type { Stage } from './stage.js';

/** A busy machine takes its time for a whole set-up. */
const PATIENCE = 60_000;
const DAY = 86_400_000;

const row = z.object({
  label: z.string(),
  check: z.string(),
  result: z.string(),
  level: z.string(),
  text: z.string(),
  remedy: z.array(z.string()),
  endsSoon: z.boolean(),
});
const status = z.object({ format: z.literal('authentik-aws/status'), glance: z.array(row) });

let stage: Stage;

beforeAll(async () => {
  stage = await finishedStage({}, '--scim');
  await stage.authentik.settled();
}, PATIENCE);

afterAll(() => stage.close());

async function glance() {
  const { code, stdout } = await stage.run(['status', '--json', ...forAwsUsers]);
  const rows = status.parse(JSON.parse(stdout)).glance;
  const bad = rows.flatMap(({ check, result }) => (result === 'problem' ? [check] : []));
  return { code, rows, bad };
}

describe('status at a glance', () => {
  test('tells SAML, SCIM, the last sync and the last sign-in, then the lines of the guide', async () => {
    const { code, stdout } = await stage.run(['status', ...forAwsUsers]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/SAML {6}✓ in place, the certificate is valid for 109\d days/);
    expect(stdout).toMatch(/SCIM {6}✓ in place, the SCIM token is valid for 364 days/);
    expect(stdout).toMatch(/Sync {6}✓ 1 user, 1 group in AWS, last sync \d{4}-/);
    expect(stdout).toMatch(/Sign-in {3}· not known: CloudTrail shows no sign-in/);
    expect(stdout.indexOf('Sign-in')).toBeLessThan(stdout.indexOf('Where the procedure stands'));
    const { rows } = await glance();
    expect(rows.map(({ label }) => label)).toEqual(['SAML', 'SCIM', 'Sync', 'Sign-in']);
  });

  test('changes nothing', async () => {
    stage.writes();
    await stage.run(['status', ...forAwsUsers]);
    expect(stage.writes()).toEqual([]);
  });

  test('a sign-in is told with who and when', async () => {
    const person = { user: 'alice', password: stage.authentik.alicePassword };
    const { accepted } = await signIn({ awsEndpoint: stage.aws.endpoint, ...person });
    expect(accepted).toBe(true);
    const { rows } = await glance();
    expect(rows.at(-1)?.text).toMatch(
      /^last sign-in: alice@example\.com at \d{4}-\d\d-\d\d \d\d:\d\d UTC$/,
    );
  });

  test('a setting that was changed is broken: 1', async () => {
    const { pk, audience } = await providerOf(stage);
    const path = `/providers/saml/${pk}/`;
    await stage.call('PATCH', path, { audience: 'urn:amazon:webservices' });
    const { code, bad } = await glance();
    const human = await stage.run(['status', ...forAwsUsers]);
    await stage.call('PATCH', path, { audience });
    expect([code, bad]).toEqual([1, ['saml-provider']]);
    expect(oneLine(human.stdout)).toContain(
      'SAML ✖ SAML provider "AWS IAM Identity Center" was changed since it was set up authentik-aws setup',
    );
  });

  test('a refused sign-in is told with its reason, and is not broken by itself', async () => {
    const { pk, audience } = await providerOf(stage);
    const path = `/providers/saml/${pk}/`;
    await stage.call('PATCH', path, { audience: 'urn:amazon:webservices' });
    // Records tell whole seconds, and this one has to be after the last good one.
    await setTimeout(1_100);
    const person = { user: 'alice', password: stage.authentik.alicePassword };
    const { accepted } = await signIn({ awsEndpoint: stage.aws.endpoint, ...person });
    await stage.call('PATCH', path, { audience });
    expect(accepted).toBe(false);
    const { code, bad, rows } = await glance();
    expect([code, bad]).toEqual([0, ['sign-ins']]);
    expect(rows.at(-1)?.text).toMatch(/^1 sign-in was refused by AWS after the last good one/);
  });

  test('a token that ends within 30 days: 6, and one that has ended: 1', async () => {
    const before = readFileSync(stage.statePath, 'utf8');
    const codes: number[] = [];
    for (const days of [300, 354, 370]) {
      const state = JSON.parse(before);
      state.told.provisioning.value.tokenAt = new Date(Date.now() - days * DAY).toISOString();
      writeFileSync(stage.statePath, JSON.stringify(state));
      codes.push((await glance()).code);
    }
    const { stdout } = await stage.run(['status', ...forAwsUsers]);
    writeFileSync(stage.statePath, before);
    expect(codes).toEqual([0, 6, 1]);
    expect(stdout).toMatch(
      /SCIM {6}✖ the SCIM token ended on .*\n +authentik-aws rotate scim-token\n/,
    );
  });

  test('what did not arrive is broken: 1', async () => {
    const [alice] = stage.instance.directory.users.all();
    stage.instance.directory.removeUser(alice?.userId ?? '');
    const { code, bad } = await glance();
    expect(code).toBe(1);
    expect(bad).toContain('last-sync');
  });
});
