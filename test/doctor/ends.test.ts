import { describe, expect, onTestFinished, test } from 'vitest';
import { endFinding } from '../../src/doctor/ends.js';
import { openStage, type Stage, unattended } from '../commands/stage.js';
import { selfSigned } from '../procedure/key-pairs.js';
import { examined, finishedStage, forAwsUsers } from './examined.js';

const DAY = 86_400_000;
const now = new Date('2026-11-25T12:00:00Z');
const ending = { what: 'the thing', consequence: 'all stops', remedy: 'renew it' };
const inDays = (days: number) => new Date(now.getTime() + days * DAY);

describe('an end', () => {
  test.each([
    [-1, 'the thing ended on 2026-11-24, so all stops', undefined, undefined],
    [0, 'the thing ended on 2026-11-25, so all stops', undefined, undefined],
    [29.5, 'the thing ends in 29 days (2026-12-25), and then all stops', undefined, true],
    [30, 'the thing ends in 30 days (2026-12-25), and then all stops', 'advice', undefined],
    [89.9, 'the thing ends in 89 days (2027-02-23), and then all stops', 'advice', undefined],
  ])('in %d days', (days, text, level, endsSoon) => {
    expect(endFinding(inDays(days), now, ending)).toEqual({
      ...{ result: 'problem', text, remedy: ['renew it'] },
      ...(level && { level }),
      ...(endsSoon && { endsSoon }),
    });
  });

  test('that is far is none', () => {
    expect(endFinding(inDays(90), now, ending)).toEqual({
      ...{ result: 'ok', text: 'the thing is valid for 90 days (2027-02-23)' },
    });
  });
});

/** A finished stage that signs with a certificate of so many days, called `own`. */
async function signedFor(days: number): Promise<Stage> {
  const stage = await openStage();
  const [from, to] = [new Date(Date.now() - DAY), new Date(Date.now() + (days + 0.5) * DAY)];
  const pair = await selfSigned({ kind: 'rsa', from, to });
  await stage.call('POST', '/crypto/certificatekeypairs/', { name: 'own', ...pair });
  const ran = await stage.run([...unattended, ...forAwsUsers, '--certificate', 'own']);
  expect(ran.code, ran.stderr).toBe(0);
  return stage;
}

test.each([
  [20, { level: 'required', endsSoon: true }, 6],
  [60, { level: 'advice', endsSoon: false }, 0],
])('a certificate of %i days', async (days, weight, code) => {
  const stage = await signedFor(days);
  const flags = [...forAwsUsers, '--certificate', 'own', '--ignore', 'somebody'];
  const seen = await examined(stage, flags);
  expect(seen.check('certificate')).toMatchObject({
    ...{ result: 'problem', remedy: ['authentik-aws rotate certificate'] },
    ...weight,
  });
  expect(seen.code).toBe(code);
  const status = await stage.run(['status', ...forAwsUsers, '--certificate', 'own']);
  expect(status.code).toBe(code);
});

test('one that was exchanged for another under the same name is not what AWS has', async () => {
  const stage = await finishedStage();
  onTestFinished(() => stage.close());
  const [key] = await stage.list(
    '/crypto/certificatekeypairs/?name=AWS IAM Identity Center signing',
  );
  const [from, to] = [new Date(Date.now() - 9 * DAY), new Date(Date.now() - DAY)];
  const pair = await selfSigned({ kind: 'rsa', from, to });
  await stage.call('PATCH', `/crypto/certificatekeypairs/${key?.pk}/`, pair);
  const { troubles, check, code } = await examined(stage, forAwsUsers);
  expect(troubles).toEqual(['certificate', 'metadata-in-aws']);
  expect(check('certificate').text).toContain('the certificate ended on ');
  expect(code).toBe(1);
});
