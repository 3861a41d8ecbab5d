import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type GrantStage, openGrantStage } from './grant-stage.js';
import { oneLine } from './run-program.js';

const argv = ['crew', '--account', 'all', '--policy', 'ViewOnlyAccess', '--session-duration', '4h'];

/** The writing requests of a run on two accounts, during each of which Ctrl-C may come. */
const moments = [
  'CreatePermissionSet',
  'AttachManagedPolicyToPermissionSet',
  'CreateAccountAssignment',
] as const;

async function stageThatOn(moment: string, happens: () => void): Promise<GrantStage> {
  let happened = false;
  return openGrantStage({
    accessSeconds: 0.3,
    intercept: ({ operation }) => {
      if (!happened && operation === moment) {
        happened = true;
        happens();
      }
      return undefined;
    },
  });
}

function writesOf(stage: GrantStage): string[] {
  return stage.writes().map((write) => write.replace('sso-admin ', ''));
}

test.each(moments)('Ctrl-C during %s lets it finish; the next run goes on', async (moment) => {
  let interrupt = () => {};
  const stage = await stageThatOn(moment, () => interrupt());
  const onStart = (key: () => void) => {
    interrupt = key;
  };
  const stopped = await stage.grant(argv, { onStart });
  expect(stopped.code).toBe(130);
  // A long command goes on on the next line, as a shell takes it.
  const told = oneLine(stopped.stderr).replaceAll(' \\ ', ' ');
  expect(told).toContain(`Go on with: authentik-aws grant ${argv.join(' ')}`);
  expect(writesOf(stage).at(-1)).toBe(moment);
  expect(existsSync(`${stage.statePath}.access.lock`)).toBe(false);

  const second = await stage.grant(argv);
  expect(second.code, second.stderr).toBe(0);
  const { permissionSets, assignments } = stage.instance.access;
  expect(permissionSets.map(({ name, managedPolicies }) => [name, managedPolicies.length])).toEqual(
    [['ViewOnlyAccess', 1]],
  );
  expect(assignments).toHaveLength(2);
});

test('Ctrl-C while assignments are under way ends the wait; AWS goes on, and nothing is made twice', async () => {
  let interrupt = () => {};
  const stage = await stageThatOn('DescribeAccountAssignmentCreationStatus', () => interrupt());
  const stopped = await stage.grant(argv, {
    onStart: (key) => {
      interrupt = key;
    },
  });
  expect(stopped.code).toBe(130);
  await expect
    .poll(() => {
      stage.instance.access.settle(0.3);
      return stage.given().length;
    })
    .toBe(2);
  stage.writes();
  expect((await stage.grant(argv)).code).toBe(0);
  expect(writesOf(stage)).toEqual([]);
});

test('a run that was cut off between change and provisioning is finished by the next', async () => {
  const stage = await openGrantStage();
  expect((await stage.grant(argv)).code).toBe(0);
  const wider = [...argv, '--policy', 'SecurityAudit', '--permission-set', 'ViewOnlyAccess'];
  let interrupt = () => {};
  const left = await stage.grant(wider, {
    onStart: (key) => {
      interrupt = key;
      // A request that comes between the change and its provisioning.
      const { access } = stage.instance;
      const start = access.start.bind(access);
      access.start = (begun) => {
        if (begun.kind === 'provisioning') interrupt();
        return start(begun);
      };
    },
  });
  expect(left.code).toBe(130);
  const again = await stage.grant(wider);
  expect(again.code, again.stderr).toBe(0);
  const [set] = stage.instance.access.permissionSets;
  expect([...(set?.provisioned.values() ?? [])]).toEqual([set?.version, set?.version]);
});
