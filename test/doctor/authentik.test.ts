import { expect, test } from 'vitest';
import { parseRelease } from '../../src/authentik/version.js';
import { release } from '../../src/doctor/authentik/release.js';
import { tls } from '../../src/doctor/authentik/tls.js';
import { token } from '../../src/doctor/authentik/token.js';
import { serve } from '../authentik/loopback.js';
import { selfSigned } from '../procedure/key-pairs.js';
import { authentikWith, contextWith, machineWith } from './context-with.js';
import { examined, finishedStage } from './examined.js';

const DAY = 86_400_000;

function onRelease(text: string) {
  const found = parseRelease(text);
  if (!found) throw new Error(text);
  return contextWith({
    authentik: authentikWith({ release: found }),
    setUp: () => Promise.reject(new Error('nothing is set up')),
  });
}

test.each([
  ['2026.8.6', 'ok'],
  ['2026.10.0', 'problem'],
  ['2027.2.1', 'problem'],
  ['2025.4.4', 'ok'],
])('the release %s', async (text, result) => {
  expect(await release.run(onRelease(text))).toMatchObject({ result });
});

test('a release that never changes groups is told where SCIM is in use', async () => {
  const stage = await finishedStage({ authentik: { release: '2025.4.4' } }, '--scim');
  const { check } = await examined(stage, ['--group', 'aws-users']);
  await stage.close();
  expect(check('release')).toMatchObject({ result: 'problem', level: 'advice' });
  expect(check('release').text).toContain('creates groups in AWS and then never changes them');
});

test('whose token it is is told', async () => {
  const account = { pk: 1, username: 'svc', superuser: false };
  const finding = await token.run(contextWith({ authentik: authentikWith({ account }) }));
  expect(finding.text).toBe('the token belongs to "svc", who may do what the roles permit');
});

/** A server whose certificate ends in so many days after the moment of the checks. */
async function secured(days: number) {
  const now = new Date();
  const pair = await selfSigned({
    kind: 'rsa',
    from: new Date(now.getTime() - DAY),
    to: new Date(now.getTime() + (days + 0.5) * DAY),
  });
  const { url } = await serve(() => ({ json: {} }), {
    key: pair.key_data,
    cert: pair.certificate_data,
  });
  return contextWith({ now: () => now, authentik: authentikWith({ url }) });
}

test('the end of the https certificate is read from the server', async () => {
  expect((await tls.run(await secured(40))).text).toContain('is valid until ');
  const soon = await tls.run(await secured(13));
  expect(soon.text).toContain('ends in 13 days');
  expect(soon.result).toBe('problem');
});

test('without https there is none, and behind a proxy it is not seen', async () => {
  const plain = contextWith({ authentik: authentikWith({ url: 'http://127.0.0.1:9000' }) });
  expect((await tls.run(plain)).result).toBe('not applicable');
  const context = await secured(40);
  const machine = machineWith({ HTTPS_PROXY: 'http://127.0.0.1:3128' });
  expect((await tls.run({ ...context, machine })).result).toBe('not known');
});
