import { describe, expect, it } from 'vitest';
import { isRecord } from '../matcher.js';
import { type CaseServer, caseServer } from './case-server.js';

/** What the second run sends about the group. */
async function secondRun(on: CaseServer): Promise<string[]> {
  await on.save();
  await on.settled();
  on.endpoint.taken();
  await on.save();
  await on.settled();
  const [id] = [...on.endpoint.directory.groups.entries()].find(
    ([, { resource }]) => resource.displayName === 'aws-users',
  ) ?? [''];
  return on.endpoint
    .taken()
    .filter(({ path }) => path === `/Groups/${id}`)
    .map(({ method, body }) => [method, ...paths(body)].join(' '));
}

function paths(body: unknown): string[] {
  const operations = isRecord(body) && Array.isArray(body.Operations) ? body.Operations : [];
  return operations.map((each) => String(isRecord(each) ? (each.path ?? 'without a path') : ''));
}

describe('a group that is known already', () => {
  it.each([
    ['2023.5.0', ['PUT', 'PATCH members', 'PATCH displayName']],
    ['2024.8.3', ['PUT', 'PATCH members', 'PATCH displayName']],
    ['2024.8.4', ['PATCH without a path']],
    ['2025.2.0', ['PATCH without a path']],
    ['2025.4.0', ['PUT', 'PATCH without a path']],
    ['2025.8.0', ['PUT', 'PATCH without a path']],
    ['2025.12.0', ['PUT', 'PATCH displayName', 'PATCH externalId', 'GET', 'PATCH members']],
    ['2026.8.0', ['PUT', 'PATCH displayName', 'PATCH externalId', 'GET', 'PATCH members']],
  ])('is sent again by %s', async (release, expected) => {
    const on = await caseServer(release, 'derived');
    expect(await secondRun(on)).toEqual(expected);
  });

  it('is sent without schemas by releases before 2023.10.4', async () => {
    for (const [release, schemas] of [
      ['2023.10.3', undefined],
      ['2023.10.4', ['urn:ietf:params:scim:schemas:core:2.0:Group']],
    ] as const) {
      const on = await caseServer(release, 'derived');
      await on.save();
      await on.settled();
      const made = on.endpoint.requests.find(({ path }) => path === '/Groups');
      expect(made?.body?.schemas).toEqual(schemas);
    }
  });
});

describe('a user whose name is taken at the other side', () => {
  it.each([
    ['2024.4.0', 2],
    ['2024.6.0', 0],
    ['2025.2.0', 0],
    ['2025.4.0', 3],
  ])('leaves groups to be made by %s or not', async (release, groups) => {
    const on = await caseServer(release, 'taken');
    on.endpoint.directory.addByHand('alice@example.com');
    await on.save();
    await on.settled();
    expect(on.endpoint.directory.shown().groups).toHaveLength(groups);
  });
});
