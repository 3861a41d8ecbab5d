import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyFile, formsOf } from '../../commands/leaks.js';
import { oneLine, type Ran } from '../../commands/run-program.js';
import { readError } from '../../commands/seen-plan.js';
import { stateOf } from '../../commands/stage.js';
import { openTokenStage, startTokenStage, type TokenStage } from './token-stage.js';

const planCode = async (stage: TokenStage) =>
  (await stage.run(['plan', '--exit-code', '--group', 'aws-users'])).code;

function expectNoToken(stage: TokenStage, token: string, ...ran: readonly Ran[]): void {
  const shown = ran.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  const everything = [...shown, everyFile(stage.folder)].join('\n');
  for (const form of formsOf(token)) expect(everything.includes(form)).toBe(false);
}

describe('with nobody at a terminal, run by run', () => {
  let stage: TokenStage;
  let first: string;
  let second: string;

  beforeAll(async () => {
    stage = await startTokenStage();
    first = await stage.inAuthentik();
  }, 30_000);

  afterAll(() => stage.close());

  test('a dry run shows the plan and changes nothing', async () => {
    stage.writes();
    const { code, stdout } = await stage.rotate(undefined, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('generate a second access token in AWS and bring it');
    const json = JSON.parse((await stage.rotate(undefined, '--dry-run', '--json')).stdout);
    expect(json).toMatchObject({ format: 'authentik-aws/rotate-scim-token-plan', version: 1 });
    expect(stage.writes()).toEqual([]);
  });

  test('the first waits for a second token, and says which of two is not to be deleted', async () => {
    const { code, stderr } = await stage.rotate(undefined);
    expect(code).toBe(3);
    const asked = oneLine(stderr);
    expect(asked).toContain('Actions → "Manage provisioning"');
    expect(asked).toContain('If two are listed, delete one first, not the one of about');
    expect(asked).toContain('--scim-token-file FILE or AUTHENTIK_AWS_SCIM_TOKEN');
    expect(await stage.inAuthentik()).toBe(first);
  });

  test('the token in use is no second one', async () => {
    const ran = await stage.rotate(first, '--json');
    expect(ran.code).toBe(64);
    expect(readError(ran.stdout).what).toBe('This is the access token that authentik uses already');
    expectNoToken(stage, first, ran);
  });

  test('a token that AWS refuses never gets to authentik', async () => {
    const canary = 'canary/Zq7+second==';
    const ran = await stage.rotate(canary, '--json', '--verbose');
    expect(ran.code).toBe(4);
    expect(readError(ran.stdout).what).toContain('does not accept the SCIM access token');
    expect(await stage.inAuthentik()).toBe(first);
    expectNoToken(stage, canary, ran);
  });

  test('a second one is tried, put into authentik by one save, and proved by CloudTrail', async () => {
    second = await stage.generate();
    stage.writes();
    const ran = await stage.rotate(second, '--verbose');
    expect(ran.code, ran.stderr).toBe(3);
    expect(stage.writes().filter((write) => write.startsWith('PATCH'))).toHaveLength(1);
    expect(await stage.inAuthentik()).toBe(second);
    const told = oneLine(ran.stderr);
    expect(told).toContain('CloudTrail shows that AWS accepts the requests of authentik');
    expect(told).toContain('waiting for: the access token that was replaced to be deleted in AWS');
    expect(told).toContain('--old-token-deleted');
    expect(oneLine(ran.stdout)).toContain('a sync was proved by CloudTrail');
    expectNoToken(stage, second, ran);
    expect(await planCode(stage)).toBe(0);
  });

  test('once the old one is deleted, that is tried, too, and the end is remembered', async () => {
    await stage.deleteOldest();
    const { code, stderr } = await stage.rotate(undefined, '--old-token-deleted');
    expect(code, stderr).toBe(0);
    expect(await stage.works()).toBe(true);
    const { told } = Object(stateOf(stage));
    const { tokenAt } = told.provisioning.value;
    expect(Date.now() - new Date(tokenAt).getTime()).toBeLessThan(120_000);
    expect(new Date(tokenAt) > new Date(told.scimTokenRotation.value.oldTokenAt)).toBe(true);
    expect(await planCode(stage)).toBe(0);
    expectNoToken(stage, second);
  });

  test('once finished, running it again says so and begins nothing', async () => {
    stage.writes();
    const { code, stderr } = await stage.rotate(undefined);
    expect(code).toBe(0);
    expect(oneLine(stderr)).toContain('The rotation is finished. Another one:');
    expect(stage.writes()).toEqual([]);
    expect((await stage.rotate(undefined, '--another')).code).toBe(3);
  });
});

test('at each request, the token that authentik has is one that AWS accepts', async () => {
  let stage: TokenStage | undefined;
  const seen: boolean[] = [];
  const watch = async () => {
    if (!stage) return;
    const here = stage;
    // Not through authentik's API: that would be a request to watch again.
    stage = undefined;
    seen.push(await here.works());
    stage = here;
  };
  const started = await openTokenStage({
    authentik: { afterwards: watch },
    aws: { afterwards: watch },
  });
  stage = started;
  const { code, stderr } = await started.rotate(undefined, '--console', 'sandbox');
  stage = undefined;
  expect(code, stderr).toBe(0);
  expect(seen.length).toBeGreaterThan(20);
  expect(new Set(seen)).toEqual(new Set([true]));
  expect(started.tenant.tokens).toHaveLength(1);
});

test('the wrong one was deleted: it shows at once, and the same command mends it', async () => {
  const stage = await openTokenStage();
  expect((await stage.rotate(await stage.generate())).code).toBe(3);
  const newest = stage.tenant.tokens.at(-1);
  stage.tenant.deleteToken(String(newest?.tokenId));
  const ran = await stage.rotate(undefined, '--old-token-deleted', '--json');
  expect(ran.code).toBe(1);
  const { what, next } = readError(ran.stdout);
  expect(what).toContain('no longer accepts the access token that authentik has');
  expect(next.join()).toContain('Generate another one at once');
  const mended = await stage.rotate(await stage.generate());
  expect(mended.code, mended.stderr).toBe(3);
  expect(await stage.works()).toBe(true);
});

test('without its state it works as well', async () => {
  const stage = await openTokenStage();
  const elsewhere = ['--state', join(stage.folder, 'other.json')];
  const asked = await stage.rotate(undefined, ...elsewhere);
  expect(oneLine(asked.stderr)).toContain('it is not known here when the access token');
  expect((await stage.rotate(await stage.generate(), ...elsewhere)).code).toBe(3);
  await stage.deleteOldest();
  expect((await stage.rotate(undefined, '--old-token-deleted', ...elsewhere)).code).toBe(0);
  expect(await stage.works()).toBe(true);
});

test('stopped between the trial and authentik: the unused token is named, and a further run ends well', async () => {
  let isArmed = false;
  const stage = await openTokenStage({
    authentik: {
      intercept: async ({ method, url }) =>
        isArmed && method === 'PATCH' && url.includes('/providers/scim/')
          ? new Response('not now', { status: 503 })
          : undefined,
    },
  });
  const second = await stage.generate();
  isArmed = true;
  expect((await stage.rotate(second)).code).toBe(1);
  isArmed = false;
  expect(await stage.works()).toBe(true);
  const asked = oneLine((await stage.rotate(undefined)).stderr);
  expect(asked).toContain('If you still have the token of');
  expect((await stage.rotate(second)).code).toBe(3);
  expect(await stage.inAuthentik()).toBe(second);
});

test('the answer of authentik is lost: what it shows decides, and the run goes on', async () => {
  let isArmed = false;
  const stage = await openTokenStage({
    authentik: {
      afterwards: async ({ method, url }) => {
        if (!isArmed || method !== 'PATCH' || !url.includes('/providers/scim/')) return;
        isArmed = false;
        throw Object.assign(new Error('the answer is lost'), { getResponse: lost });
      },
    },
  });
  const second = await stage.generate();
  isArmed = true;
  const { code, stderr } = await stage.rotate(second);
  expect(code, stderr).toBe(3);
  expect(oneLine(stderr)).toContain('--old-token-deleted');
  expect(await stage.inAuthentik()).toBe(second);
});

const lost = () => new Response('lost', { status: 502 });

test.each([
  ['no provider', ['--provider-name', 'other'], 'authentik has no SCIM provider for AWS'],
])('%s is refused before anything is written', async (_what, flags, words) => {
  const stage = await openTokenStage();
  stage.writes();
  const elsewhere = ['--state', join(stage.folder, 'other.json')];
  const { stdout } = await stage.rotate(undefined, ...elsewhere, ...flags, '--json');
  expect(readError(stdout).what).toContain(words);
  expect(stage.writes()).toEqual([]);
});
