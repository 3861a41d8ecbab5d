import { expect, test } from 'vitest';
import { closingText, idleText, nothingToDoText } from '../../src/commands/reconcile-report.js';
import { refuseOthers, refuseTooMany } from '../../src/commands/removal-limits.js';
import type { Plan } from '../../src/engine/plan.js';
import type { Differences } from '../../src/upkeep/reconcile/facts.js';
import { provisioned } from './provisioned.js';
import { oneLine } from './run-program.js';
import { openStage } from './stage.js';

const inStep: Differences = {
  removals: [],
  renames: [],
  users: [],
  groups: [],
  additions: [],
  leftAlone: [],
};
const two = { ...inStep, leftAlone: [{ text: 'a' }, { text: 'b' }] };
const loud = { quiet: false };

test('what is left alone is never called nothing', () => {
  expect(nothingToDoText(inStep)).toMatch(/there\. Nothing to do\.$/);
  expect(nothingToDoText(two)).toMatch(/, but for 2 things named above, which this command leaves/);
  expect(idleText(inStep, loud)).toBe('Nothing to do.');
  expect(idleText(two, loud)).toBe('Nothing to do. Left alone: 2 things named above.');
  expect(idleText(two, { quiet: true })).toContain('2 things (named without --quiet)');
});

test('a run ends with what a comparison still finds', () => {
  expect(closingText(inStep, loud)).toMatch(/^Done\. AWS has what .* there\.$/);
  expect(closingText(two, loud)).toContain('but for 2 things named above');
  const open = { ...two, additions: [{ group: 'g', userName: 'u' }] };
  expect(closingText(open, loud)).toMatch(/^Done, but 1 difference came up meanwhile/);
  expect(closingText(undefined, loud)).toMatch(/run it once more\.$/);
});

test('somebody unknown in a group is named, and the last line counts him', async () => {
  const { stage, people } = await provisioned('2025.4.4');
  people.addByHand('operator@example.com');
  const { directory } = stage.instance;
  const operator = directory.users.find('userName', 'operator@example.com')?.userId ?? '';
  const group = directory.groups.find('displayName', 'aws-users')?.groupId ?? '';
  directory.addMembership(group, operator, 'somebody');
  const { code, stdout, stderr } = await stage.run(['reconcile', '--yes']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Nothing to do. Left alone: 1 thing named above.\n',
  });
  expect(oneLine(stderr)).not.toContain('Nothing to do.');
});

function planOf(...objects: string[]): Plan {
  const step = { id: 'removals', title: '', guide: [], place: 'AWS', outlook: '' } as const;
  const changes = objects.map((object) => ({ action: 'delete', object }) as const);
  const totals = {
    create: 0,
    update: 0,
    delete: objects.length,
    write: 0,
    remember: 0,
    you: 0,
    later: 0,
  };
  return {
    ...{ format: 'authentik-aws/reconcile', version: 1, target: {}, totals },
    steps: [{ ...step, state: 'to-do', changes, notes: [], after: [] }],
  };
}

test('nobody loses access whom the plan that was agreed to did not name', () => {
  const ends = (object: string) => ({ action: 'delete', object }) as const;
  const makes = { action: 'create', object: 'user z' } as const;
  expect(() => refuseOthers([ends('a'), makes], planOf('a', 'b'))).not.toThrow();
  expect(() => refuseOthers([ends('a'), ends('c')], planOf('a', 'b'))).toThrow(/more to end: c/);
  expect(() => refuseTooMany(3, undefined)).not.toThrow();
  expect(() => refuseTooMany(3, 2)).toThrow('3 memberships would be ended');
});

/** Makes a SCIM provider that this program did not. */
async function foreignProvider(stage: Awaited<ReturnType<typeof openStage>>, name: string) {
  await stage.call('POST', '/providers/scim/', {
    ...{ name, url: 'https://scim.example.com/v2', token: 'secret' },
    ...{ property_mappings: [], property_mappings_group: [] },
  });
}

test('a SCIM provider of another name is listed, with the way to name it', async () => {
  const stage = await openStage();
  await foreignProvider(stage, 'slack');
  const none = oneLine((await stage.run(['reconcile', '--yes'])).stderr);
  expect(none).toContain(
    'authentik has no SCIM provider "AWS IAM Identity Center SCIM". It has "slack"',
  );
  expect(none).toContain('rename it in authentik to "NAME SCIM" and say --provider-name NAME');
  await foreignProvider(stage, 'Corp SCIM');
  const named = await stage.run(['reconcile', '--yes']);
  expect(named.code).toBe(1);
  expect(oneLine(named.stderr)).toContain('--provider-name "Corp"');
});

test('of several the one of the application stands first; it is found without any state', async () => {
  const { stage } = await provisioned('2026.2.2');
  await foreignProvider(stage, 'AAA SCIM');
  const env = { AUTHENTIK_AWS_STATE: `${stage.folder}/fresh.json` };
  expect((await stage.run(['reconcile', '--yes'], { env })).stdout).toBe('Nothing to do.\n');
  const other = ['reconcile', '--yes', '--provider-name', 'Elsewhere'];
  const ran = oneLine((await stage.run(other, { env })).stderr);
  expect(ran).toContain(
    'It has "AWS IAM Identity Center SCIM" (of the application aws), "AAA SCIM"',
  );
  expect(ran).toContain('--provider-name "AWS IAM Identity Center"');
});
