import { existsSync, readdirSync } from 'node:fs';
import stringWidth from 'string-width';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checks } from '../../src/doctor/index.js';
import { examined, forAwsUsers } from '../doctor/examined.js';
import { acs } from '../procedure/answers.js';
import { oneLine, runProgram } from './run-program.js';
import { readError } from './seen-plan.js';
import { openStage } from './stage.js';

const closedPort = 'http://127.0.0.1:1';

describe('before any set-up', () => {
  test('nothing is complained of, and what is not there is not applicable', async () => {
    const stage = await openStage();
    const { code, troubles, report, check } = await examined(stage);
    expect([code, troubles]).toEqual([0, []]);
    const later = [
      'saml-provider',
      'certificate',
      'metadata-in-aws',
      'identity-source',
      'somebody',
    ];
    for (const id of later) expect(check(id).result, id).toBe('not applicable');
    expect(check('set-up').text).toContain('1 of 10 steps in place');
    expect(report.totals.notKnown).toBe(0);
  });

  test('both systems stay as they are, and so does this machine', async () => {
    const stage = await openStage();
    stage.writes();
    await stage.run(['doctor']);
    expect(stage.writes()).toEqual([]);
    expect(readdirSync(stage.folder)).toEqual([]);
  });

  test('an unfinished set-up is not a broken one', async () => {
    const stage = await openStage();
    const half = await stage.run(['setup', '--no-input', ...acs(stage), ...forAwsUsers]);
    expect(half.code).toBe(3);
    const { code, troubles, check } = await examined(stage, forAwsUsers);
    expect(check('saml-provider').result).toBe('ok');
    expect(check('identity-source').result).toBe('not applicable');
    expect(troubles).toEqual(['somebody?', 'name-ids?']);
    expect(code).toBe(0);
    const status = await stage.run(['status', ...forAwsUsers]);
    expect(status.code).toBe(0);
    expect(status.stdout).toMatch(/SAML +· it was not switched to authentik yet/);
  });
});

describe('one system that fails ends nothing', () => {
  test('authentik is not there', async () => {
    const stage = await openStage();
    const { code, troubles, check } = await examined(stage, [], {
      env: { AUTHENTIK_URL: closedPort },
    });
    expect([code, troubles]).toEqual([1, ['authentik']]);
    expect(check('authentik').text).toContain('Nothing listens at 127.0.0.1:1');
    expect(check('aws-reads').result).toBe('ok');
    expect(check('clocks').text).toContain('within 1 s of AWS');
    expect(check('set-up').waitsFor).toEqual(['rights-look']);
  });

  test('authentik refuses the token', async () => {
    const stage = await openStage();
    const { code, troubles } = await examined(stage, [], {
      env: { AUTHENTIK_TOKEN: 'no-token-here' },
    });
    expect([code, troubles]).toEqual([1, ['authentik']]);
  });

  test('AWS refuses the credentials', async () => {
    const stage = await openStage();
    const { code, troubles, check } = await examined(stage, [], {
      env: { AWS_ACCESS_KEY_ID: 'AKIAOTHEROTHEROTHER' },
    });
    expect([code, troubles]).toEqual([1, ['aws']]);
    expect(check('rights-look').result).toBe('ok');
  });

  test('nothing was given at all', async () => {
    const { code, stdout } = await runProgram(['doctor']);
    expect(code).toBe(1);
    const told = oneLine(stdout);
    for (const name of ['AUTHENTIK_URL', 'AUTHENTIK_TOKEN', 'AWS_REGION'])
      expect(told).toContain(name);
    expect(told).toContain('not known: authentik cannot be reached without what inputs names');
  });

  test('what is missing for one system leaves the other', async () => {
    const stage = await openStage();
    const { troubles, check } = await examined(stage, [], { env: { AUTHENTIK_TOKEN: '' } });
    expect(troubles).toEqual(['inputs']);
    expect(check('authentik').result).toBe('not known');
    expect(check('aws-reads').result).toBe('ok');
  });
});

describe('who asks, and where', () => {
  test.each([
    ['delegated administrator', 'ok'],
    ['member', 'problem'],
  ] as const)('a %s', async (callerIs, result) => {
    const stage = await openStage({ aws: { callerIs } });
    expect((await examined(stage)).check('account-role').result).toBe(result);
  });

  test('an account instance cannot be set up', async () => {
    const stage = await openStage({ aws: { instances: ['account'] } });
    const { troubles, check } = await examined(stage);
    expect(troubles).toEqual(['account-role', 'instance']);
    expect(check('instance').text).toContain('is an account instance');
  });

  test.each(['authentik', 'aws'] as const)('a clock of %s that is wrong', async (system) => {
    const now = () => new Date(Date.now() + 600_000);
    const stage = await openStage({ [system]: { now } });
    const { troubles, check, code } = await examined(stage);
    expect([troubles, code]).toEqual([['clocks'], 1]);
    expect(check('clocks').text).toMatch(
      system === 'authentik'
        ? /authentik's clock is ahead of AWS's by (?:59\d|60\d) s/
        : /authentik's clock is behind AWS's by (?:59\d|60\d) s/,
    );
  });
});

describe('--ignore', () => {
  test('leaves a check out, also for the exit code', async () => {
    const stage = await openStage({ aws: { callerIs: 'member' } });
    const flags = ['--ignore', 'account-role', '--ignore', 'proxy'];
    const { code, report } = await examined(stage, flags);
    expect(code).toBe(0);
    expect(report.ignored).toEqual(['account-role', 'proxy']);
    expect(report.checks.map(({ id }) => id)).not.toContain('account-role');
    expect(report.checks).toHaveLength(checks.length - 2);
    const { stdout } = await stage.run(['doctor', ...flags]);
    expect(stdout).toContain('Left out: account-role, proxy.');
  });

  test('takes what others need all the same', async () => {
    const stage = await openStage();
    const { check } = await examined(stage, ['--ignore', 'authentik']);
    expect(check('rights-look').result).toBe('ok');
  });

  test('refuses a name that no check has, with the nearest', async () => {
    const stage = await openStage();
    const { code, stdout } = await stage.run(['doctor', '--json', '--ignore', 'clock']);
    expect(code).toBe(64);
    const { what, next } = readError(stdout);
    expect(what).toBe('There is no check "clock"');
    expect(next[0]).toBe('Did you mean --ignore clocks?');
  });
});

describe('the view for people', () => {
  test('says the same as --json', async () => {
    const stage = await openStage({ aws: { callerIs: 'member' } });
    const human = oneLine((await stage.run(['doctor', '--verbose'])).stdout);
    const { report } = await examined(stage);
    const clockless = report.checks.filter(({ id }) => id !== 'clocks');
    for (const { id, text, details, remedy } of clockless) {
      for (const part of [id, text, ...details, ...remedy]) expect(human).toContain(part);
    }
    expect(human).toContain(`${report.totals.problems} problem`);
  });

  test('fits 80 columns but for addresses, and piped it has neither colour nor a moving line', async () => {
    const stage = await openStage({ aws: { callerIs: 'member' } });
    const { stdout, stderr } = await stage.run(['doctor']);
    expect(stdout + stderr).not.toContain('\u001b');
    const wide = stdout.split('\n').filter((line) => stringWidth(line) > 80);
    for (const line of wide) expect(line).toMatch(/^\s*\S+$/);
  });

  test('has signs of ASCII and no colour where that is asked for, and colour where it is forced', async () => {
    const stage = await openStage();
    const plain = await stage.run(['doctor'], { env: { LANG: 'C', NO_COLOR: '1' } });
    expect([...plain.stdout].every((sign) => sign === '\n' || (sign >= ' ' && sign <= '~'))).toBe(
      true,
    );
    const coloured = await stage.run(['doctor'], { env: { FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\u001b[32m✓');
    const off = await stage.run(['doctor', '--no-color'], { env: { FORCE_COLOR: '1' } });
    expect(off.stdout).not.toContain('\u001b');
  });

  test('--quiet leaves the report, --verbose adds each request', async () => {
    const stage = await openStage();
    const quiet = await stage.run(['doctor', '--quiet']);
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).toContain('Trust between them');
    const { stderr } = await stage.run(['doctor', '--verbose']);
    expect(stderr).toMatch(/authentik GET \S*\/core\/users\/me\/: 200, \d+ ms/);
  });
});

test('the sandbox can be examined, and leaves nothing', async () => {
  const { code, stdout, stderr } = await runProgram(['doctor', '--sandbox']);
  expect(code).toBe(0);
  expect(stdout).toContain('authentik 2026.2.2 at http://127.0.0.1:');
  const folder = /(\S*authentik-aws-sandbox-\S*?)\/state\.json/.exec(stdout)?.[1] ?? '';
  expect(folder).not.toBe('');
  expect(existsSync(folder)).toBe(false);
  expect(stderr).toContain('Sandbox:');
});

test('a large directory is read once', async () => {
  const stage = await openStage();
  onTestFinished(() => stage.close());
  const ran = await stage.run([
    'setup',
    '--console',
    'sandbox',
    '--accept-identity-source',
    '--scim',
  ]);
  expect(ran.code, ran.stderr).toBe(0);
  stage.authentikRequests();
  const before = stage.aws.requests.length;
  await examined(stage);
  const lists = stage
    .authentikRequests()
    .filter((request) => /\/core\/(users|groups)\/\?/.test(request));
  expect(lists.toSorted()).toEqual([...new Set(lists)].toSorted());
  const pages = stage.aws.requests
    .slice(before)
    .filter(({ operation }) => operation === 'ListUsers');
  const users = stage.instance.directory.users.all().length;
  expect(pages.length).toBeLessThanOrEqual(Math.ceil(users / 2) + 1);
});
