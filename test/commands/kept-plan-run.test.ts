import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acs, answers, finish, providerOf } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import { openStage, stateOf } from './stage.js';

test('what a plan could not know yet is left for another one', async () => {
  const fresh = await openStage();
  const path = join(fresh.folder, 'plan.json');
  const plan = () => fresh.run(['plan', '--out', path, ...acs(fresh)]);
  const go = (...flags: string[]) => fresh.run(['setup', '--no-input', '--plan', path, ...flags]);
  await plan();
  const first = await go();
  expect(first.code, first.stderr).toBe(0);
  expect(fresh.writes()).toEqual(['POST /api/v3/crypto/certificatekeypairs/generate/']);
  expect(oneLine(first.stderr)).toContain(
    'left out: the plan could not say yet what is to be done',
  );
  expect(oneLine(first.stdout)).toContain(
    'For the rest, make a new one: authentik-aws plan --out FILE --no-scim',
  );

  // Provider; application; launch URL and files; then the switch waits for its own consent.
  const codes: number[] = [];
  for (let round = 0; round < 5 && !codes.includes(3); round += 1) {
    await plan();
    const { code, stderr } = await go();
    codes.push(code);
    expect([0, 3], stderr).toContain(code);
  }
  expect(codes.at(-1)).toBe(3);
  expect(await fresh.list('/providers/saml/')).toHaveLength(1);
  const made = stateOf(fresh);
  expect(made).not.toHaveProperty('told.identitySource');
  await plan();
  const done = await go(...answers(fresh).slice(2));
  expect(done.code, done.stderr).toBe(0);
  expect(stateOf(fresh)).toHaveProperty('told.identitySource');
});

test('what moves while it is carried out stops it before the step that is about it', async () => {
  let meddle = async () => undefined as unknown;
  const intercept = async (request: Request) => {
    // The key pair's own step is the last to look before the provider's.
    const { pathname } = new URL(request.url);
    if (request.method === 'GET' && /certificatekeypairs\/[^/]+\/$/.test(pathname)) await meddle();
    return undefined;
  };
  const own = await openStage({ authentik: { intercept } });
  await finish(own);
  const { pk } = await providerOf(own);
  const path = join(own.folder, 'plan.json');
  await own.call('PATCH', `/providers/saml/${pk}/`, { audience: 'urn:wrong' });
  await own.run(['plan', '--out', path]);
  let looks = 0;
  meddle = async () => {
    looks += 1;
    if (looks === 2) await own.call('PATCH', `/providers/saml/${pk}/`, { sp_binding: 'redirect' });
  };
  own.writes();
  const { code, stderr } = await own.run(['setup', '--no-input', '--plan', path]);
  expect(looks).toBe(2);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('binding post → redirect. It moved during this run.');
  // The one that meddled is the only one that wrote.
  expect(own.writes()).toEqual([`PATCH /api/v3/providers/saml/${pk}/`]);
  expect(await providerOf(own)).toMatchObject({ audience: 'urn:wrong' });
});
