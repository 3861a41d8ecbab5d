import { describe, expect, test } from 'vitest';
import type { User } from '../../src/authentik/index.js';
import { parseRelease } from '../../src/authentik/version.js';
import { provisioningLimits } from '../../src/procedure/provisioning-limits.js';

type Directory = Parameters<typeof provisioningLimits>[1];

const nothingSpecial: Directory = { unusable: [], byHand: [], large: [] };

const unusable = (...names: string[]) =>
  names.map((username, index) => {
    const user: User = {
      ...{ pk: index + 1, username, name: '', email: '', active: true, kind: 'internal' },
    };
    return { user, why: 'is empty' };
  });

/** The limits of a release on a directory, as `level: text`. */
function limits(release: string, directory: Partial<Directory> = {}): string[] {
  const parsed = parseRelease(release);
  if (!parsed) throw new Error(`${release} is no release`);
  const notes = provisioningLimits(parsed, { ...nothingSpecial, ...directory });
  for (const { level, next } of notes) {
    if (level !== 'info') expect(next, 'whoever is warned is told what to do').toBeTruthy();
  }
  return notes.map(({ level, text }) => `${level}: ${text}`);
}

describe('groups that are never changed in AWS', () => {
  test.each(['2025.4.4', '2025.6.0', '2025.8.2', '2025.10.4'])(
    'are a limit of authentik %s in any directory',
    (release) => {
      expect(limits(release)).toEqual([
        `warning: authentik ${release} creates groups in AWS and then never changes them: who leaves a group in authentik stays a member in AWS`,
      ]);
    },
  );

  test.each(['2023.10.4', '2023.10.7', '2024.8.6', '2025.12.0', '2026.2.2', '2026.8.6'])(
    'are none of authentik %s',
    (release) => {
      expect(limits(release)).toEqual([]);
    },
  );
});

test.each(['2023.10.7', '2024.8.6', '2026.2.2', '2026.8.6'])(
  'a group of more than 100 members is a limit of authentik %s',
  (release) => {
    const told = limits(release, { large: ['everyone', 'staff'] });
    expect(told).toEqual([
      expect.stringMatching(/^warning: everyone, staff: more than 100 members/),
    ]);
    expect(told[0]).toContain('such a group is never created');
  },
);

describe('a user made by hand in AWS', () => {
  const byHand = ['alice@example.com'];
  const about = (release: string) =>
    limits(release, { byHand }).filter((line) => line.includes('alice@example.com'));

  test.each(['2023.10.7', '2024.8.6'])('keeps every group away on authentik %s', (release) => {
    expect(about(release)).toEqual([
      `warning: alice@example.com: made by hand in AWS, where authentik ${release} cannot take over, and no group arrives either`,
    ]);
  });

  test.each(['2025.4.4', '2025.8.0'])('is left as he is on authentik %s', (release) => {
    expect(about(release)).toEqual([
      `warning: alice@example.com: made by hand in AWS, where authentik ${release} cannot take over`,
    ]);
  });

  test.each(['2025.10.0', '2026.2.2'])('is taken over on authentik %s', (release) => {
    expect(about(release)).toEqual([
      'info: alice@example.com: made by hand in AWS, and taken over by the sync',
    ]);
  });
});

describe('a user whom AWS could not take', () => {
  test.each(['2023.5.6', '2023.10.7', '2024.4.2'])('stops authentik %s', (release) => {
    expect(limits(release, { unusable: unusable('bob') }).slice(-1)).toEqual([
      `blocking: bob: without an e-mail address that AWS takes as a user name, and authentik ${release} stops the sync at the first such user`,
    ]);
  });

  test.each(['2024.6.0', '2024.8.6', '2026.2.2'])('is left out by authentik %s', (release) => {
    expect(limits(release, { unusable: unusable('bob') })).toEqual([
      'info: bob: left out, without an e-mail address that AWS takes as a user name',
    ]);
  });

  test('is one of five who are named, and the others are counted', () => {
    const [told] = limits('2026.2.2', { unusable: unusable('a', 'b', 'c', 'd', 'e', 'f', 'g') });
    expect(told).toContain('info: a, b, c, d, e and 2 more: left out');
  });
});

describe('groups', () => {
  const refused = 'sends groups in a way that AWS refuses: users arrive in AWS, and no group does';

  test.each(['2023.5.6', '2023.10.3'])('never arrive from authentik %s', (release) => {
    expect(limits(release, {})).toEqual([`warning: authentik ${release} ${refused}`]);
  });

  test.each(['2023.10.4', '2024.8.6'])('arrive from authentik %s', (release) => {
    expect(limits(release, {})).toEqual([]);
  });
});
