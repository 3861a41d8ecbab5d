import { describe, expect, test } from 'vitest';
import { signIn } from '../../src/sandbox/browser/index.js';
import { directoryOf } from '../procedure/scim-directory.js';
import { oneLine, runProgram } from './run-program.js';
import { readSetUp, stepIn } from './seen-plan.js';
import { openStage, type Stage, unattended } from './stage.js';

const releases = ['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2', '2026.8.6'];
const group = ['--group', 'aws-users'];

async function aliceSignsIn({ aws, authentik }: Stage) {
  const { endpoint: awsEndpoint } = aws;
  return signIn({ awsEndpoint, user: 'alice', password: authentik.alicePassword });
}

describe.each(releases)('authentik %s', (release) => {
  test('provisions alice, who then signs in; a second run has nothing to do', async () => {
    const stage = await openStage({ authentik: { release } });
    const { code, stderr } = await stage.run([...unattended, '--scim', ...group]);
    expect(code, stderr).toBe(0);
    expect(oneLine(stderr)).toContain('in AWS now: 1 user and');
    const saves = stage.writes().filter((write) => write.includes('/providers/scim/'));
    expect(saves).toEqual(['POST /api/v3/providers/scim/', expect.stringMatching(/^PATCH /)]);

    const { issuersOf, atAws } = directoryOf(stage);
    expect(issuersOf('alice@example.com')).toEqual([
      expect.stringMatching(/^https:\/\/scim\.aws\.com\//),
    ]);
    expect(atAws().groups['aws-users']).toEqual(['alice@example.com']);
    expect(atAws().users).toEqual(['admin@example.com', 'alice@example.com']);
    expect(await aliceSignsIn(stage)).toMatchObject({
      accepted: true,
      nameId: 'alice@example.com',
    });

    await stage.run(['setup', '--no-input', ...group]);
    stage.writes();
    const again = await stage.run(['setup', '--no-input', '--scim', ...group]);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('Everything is in place. Nothing to do.');
    expect(stage.writes()).toEqual([]);
    await stage.authentik.settled();
    expect(stage.writes()).toEqual([]);
  });
});

describe('setup --sandbox --no-input --scim', () => {
  test('goes from nothing to a sign-in of somebody whom SCIM brought', async () => {
    const argv = ['setup', '--sandbox', '--no-input', '--scim', '--json'];
    const { code, stdout, stderr } = await runProgram(argv);
    expect(code, stderr).toBe(0);
    const { plan, facts, waiting } = readSetUp(stdout);
    expect(waiting).toEqual([]);
    expect(plan.steps.map(({ state }) => state)).toEqual(plan.steps.map(() => 'in-place'));
    expect(stepIn(plan, 'first-sync').standing).toBe('proved');
    expect(facts.firstSync).toMatchObject({ users: 2, groups: 3, missing: 0 });
    expect(facts.signIn).toMatchObject({ userName: 'alice@example.com' });
    expect(oneLine(stderr)).toContain('bob: left out, without an e-mail address');
  });

  test('is blocked on a release that cannot skip bob, who has no e-mail address', async () => {
    const argv = ['setup', '--sandbox', '--no-input', '--scim', '--authentik-release', '2023.10.7'];
    const { code, stderr } = await runProgram(argv);
    expect(code).toBe(1);
    const told = oneLine(stderr);
    expect(told).toContain('error: bob: without an e-mail address that AWS takes as a user name');
    expect(told).toContain('leave them out with --group NAME');
    expect(told).not.toContain('in AWS now:');
  });

  test('proves nothing where alice did not arrive, since somebody before her was made by hand', async () => {
    const argv = ['setup', '--sandbox', '--no-input', '--scim', '--authentik-release', '2024.8.6'];
    const { code, stdout, stderr } = await runProgram(argv);
    expect(code).toBe(1);
    expect(oneLine(stdout)).toMatch(
      /^✖ Incomplete\. \d+ users? and \d+ groups? of authentik did not arrive in AWS\./,
    );
    const told = oneLine(stderr);
    expect(told).toContain(
      'admin@example.com: made by hand in AWS, where authentik 2024.8.6 cannot',
    );
    expect(told).toContain('alice@example.com is not in AWS');
    expect(told).toContain('AWS has admin@example.com already, made by hand');
    expect(told).not.toContain('Traceback');
    expect(oneLine(stdout)).toContain('Not proved yet: See somebody sign in.');
    expect(stdout).not.toMatch(/signed in +alice/);
  });
});
