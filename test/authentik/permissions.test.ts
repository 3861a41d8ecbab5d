import { describe, expect, onTestFinished, test } from 'vitest';
import { connectAuthentik } from '../../src/authentik/index.js';
import { rights } from '../../src/authentik/rights.js';
import { Secret } from '../../src/basics/secret.js';
import { startAuthentik } from '../../src/sandbox/authentik/index.js';

const all = [...new Set(Object.values(rights).flat())];
const creating = all.filter((right) => right.includes('.add_'));

/** What cannot be tried without changing something or having something to try it on. */
const beyond = /\.(?:change|preview|delete)_|add_propertymapping/;

async function server(release: string, held?: readonly string[]) {
  const sandbox = await startAuthentik({ release });
  onTestFinished(() => sandbox.close());
  const key = held === undefined ? sandbox.token : sandbox.tokenWith(held);
  const { permissions } = await connectAuthentik({ url: sandbox.url, token: new Secret(key) });
  return { permissions, sandbox };
}

describe('before 2025.12', () => {
  test.each(['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4'])(
    'roles tell nothing on %s, and each permission is tried',
    async (release) => {
      const { permissions } = await server(release, all);
      expect(await permissions.ofRoles()).toBeUndefined();
      const { permissions: without } = await server(release, []);
      for (const right of all) {
        const found = [await permissions.tryOne(right), await without.tryOne(right)];
        const isOfOtherReleases = found.every((held) => held === 'not known');
        if (beyond.test(right)) expect(found, right).toEqual(['not known', 'not known']);
        else if (!isOfOtherReleases) expect(found, right).toEqual(['held', 'missing']);
      }
    },
  );

  test('what can be tried is all that the program takes, but for changes and deletions', async () => {
    const { permissions } = await server('2025.10.4', []);
    // The pretended server has no list of mappings of every kind.
    const unplayed = /view_propertymapping/;
    for (const right of all.filter((each) => !beyond.test(each) && !unplayed.test(each))) {
      expect(await permissions.tryOne(right), right).toBe('missing');
    }
  });
});

describe('an empty creation', () => {
  test.each(['2023.5.6', '2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2', '2026.8.6'])(
    'makes nothing on %s, even for a superuser',
    async (release) => {
      const { permissions, sandbox } = await server(release);
      for (const right of creating) {
        const held = right.includes('propertymapping') ? 'not known' : 'held';
        expect(await permissions.tryOne(right), right).toBe(held);
      }
      const sent = sandbox.requests.filter(({ method }) => method === 'POST');
      expect(sent).toHaveLength(6);
    },
  );
});

describe('from 2025.12 on', () => {
  test('the roles tell all that they hold, in as many pages as it takes', async () => {
    const { permissions, sandbox } = await server('2026.2.2', all);
    expect([...((await permissions.ofRoles()) ?? [])].toSorted()).toEqual(all.toSorted());
    expect(sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('a user without roles holds nothing', async () => {
    const { permissions } = await server('2026.2.2', []);
    expect(await permissions.ofRoles()).toEqual(new Set());
  });
});
