import { describe, expect, test } from 'vitest';
import { differences, has, oldestSupported } from '../../src/authentik/releases.js';
import { parseRelease } from '../../src/authentik/version.js';

function release(text: string) {
  const parsed = parseRelease(text);
  if (parsed === undefined) throw new Error(`${text} is no release`);
  return parsed;
}

describe('a release', () => {
  test('is read from its text', () => {
    expect(release('2025.4.4')).toMatchObject({ year: 2025, month: 4, patch: 4 });
    expect(release('2026.5.0-rc1')).toMatchObject({ text: '2026.5.0-rc1', month: 5, patch: 0 });
    expect(release('2025.12')).toMatchObject({ month: 12, patch: 0 });
  });

  test.each(['', 'edge', '25.4', 'v2025.4.4'])('%j is none', (text) => {
    expect(parseRelease(text)).toBeUndefined();
  });

  test('is compared by numbers, not by letters', () => {
    expect(release('2025.10.4').atLeast(2025, 8)).toBe(true);
    expect(release('2025.4.10').atLeast(2025, 4, 9)).toBe(true);
    expect(release('2025.4.4').atLeast(2025, 4, 5)).toBe(false);
    expect(release('2024.12.9').atLeast(2025, 2)).toBe(false);
    expect(release('2026.5.0-rc1').atLeast(2026, 5)).toBe(true);
  });
});

test('every difference lies in the supported range and says where it is known from', () => {
  const oldest = [oldestSupported.year, oldestSupported.month] as const;
  for (const { since, what, source } of Object.values(differences)) {
    const [year, month] = since;
    expect(release(`${year}.${month}`).atLeast(...oldest)).toBe(true);
    expect(what).not.toBe('');
    expect(source).toMatch(/seen|schema|commit|tried|authentik\//i);
  }
});

test('a difference begins with its release, to the patch', () => {
  expect(has(release('2026.2.2'), 'metadataNotFound')).toBe(false);
  expect(has(release('2026.2.3'), 'metadataNotFound')).toBe(true);
  expect(has(release('2024.6.9'), 'signFlags')).toBe(false);
  expect(has(release('2024.8.0'), 'signFlags')).toBe(true);
});
