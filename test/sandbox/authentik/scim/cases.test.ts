import { describe, expect, it } from 'vitest';
import { recordedReleases } from '../../../../src/sandbox/authentik/index.js';
import { differences } from '../matcher.js';
import { caseDifferences } from './case-differences.js';
import type { CaseServer } from './case-server.js';
import { play, prepare } from './case-steps.js';
import { type NameOfId, perObject } from './per-object.js';
import { type RecordedCase, type RecordedStep, readCases } from './recorded-cases.js';
import { statusDifferences, taskDifferences } from './statuses.js';

const recorded = await Promise.all(
  recordedReleases.map(async (release) => ({ release, cases: await readCases(release) })),
);
const all = recorded.flatMap(({ release, cases }) =>
  cases.map((each) => ({ release, name: each.case, what: each.what, recording: each })),
);

describe.each(all)('authentik $release, case $name: $what', ({ release, name, recording }) => {
  it('sends what was recorded, object by object', async () => {
    const on = await prepare(release, name);
    for (const step of recording.steps) {
      await play(on, { release, name, step: step.step });
      const found = await compare(on, step, recording);
      const known = caseDifferences.filter(
        (each) => each.release === release && each.case === name && each.step === step.step,
      );
      const unknown = [...found].filter(([what]) => !known.some((each) => each.what === what));
      expect(Object.fromEntries(unknown), step.step).toEqual({});
      expect(known.filter(({ what }) => !found.has(what))).toEqual([]);
    }
  });
});

/** What differs in a step, by the object or by `atAws`, `status` and `tasks`. */
async function compare(
  server: CaseServer,
  step: RecordedStep,
  recording: RecordedCase,
): Promise<Map<string, string[]>> {
  const requests = server.endpoint.taken();
  const expected = perObject(step.requests, recordedNames(recording));
  const actual = perObject(requests, server.endpoint.directory.names);
  const isPartial = step.requests.length > 0 && step.atAws.userCount > step.atAws.users.length;
  const names = new Set([...expected.keys(), ...(isPartial ? [] : actual.keys())]);
  const found = [...names].map((name): [string, string[]] => [
    name,
    differences(expected.get(name) ?? [], actual.get(name) ?? [], meaning, name),
  ]);
  const asks = (list: readonly { path: string }[]) =>
    list.some(({ path }) => path === '/ServiceProviderConfig');
  return new Map(
    [
      ...found,
      ['configuration', asks(step.requests) === asks(requests) ? [] : ['asked for or not']],
      ['atAws', standingDifferences(server, step)],
      ['status', await statusDifferences(server, step)],
      ['tasks', await taskDifferences(server, step)],
    ].filter((each): each is [string, string[]] => (each[1]?.length ?? 0) > 0),
  );
}

const meaning = { captures: new Map<string, unknown>(), origin: 'http://127.0.0.1' };

function recordedNames({ steps }: RecordedCase): NameOfId {
  return new Map(
    steps.flatMap(({ atAws }) => [
      ...atAws.users.map(({ id, userName }): [string, string] => [id, userName]),
      ...atAws.groups.map(({ id, displayName }): [string, string] => [id, displayName]),
    ]),
  );
}

/** What stands at AWS after a step; the recordings leave out most of many users. */
function standingDifferences({ endpoint }: CaseServer, { atAws }: RecordedStep): string[] {
  const { users, groups } = endpoint.directory.shown();
  const counted = differences(atAws.userCount, users.length, meaning, 'userCount');
  const byName = new Map(users.map((user) => [user.userName, user]));
  return [
    ...counted,
    ...atAws.users.flatMap(({ id, ...user }) =>
      differences(user, byName.get(user.userName), meaning, user.userName),
    ),
    ...differences(sorted(atAws.groups), sorted(groups), meaning, 'groups'),
  ];
}

function sorted(groups: readonly { displayName: unknown; members: number }[]): string[] {
  return groups.map(({ displayName, members }) => `${String(displayName)}: ${members}`).sort();
}
