import { describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/basics/errors.js';
import {
  certificateImportHandover,
  checkFingerprint,
} from '../../src/handover/certificate-import.js';
import { refusedSignInHandover } from '../../src/handover/refused-sign-in.js';
import { rotationSignInHandover } from '../../src/handover/rotation-sign-in.js';
import {
  type KnownTokens,
  oldTokenHandover,
  secondTokenHandover,
} from '../../src/handover/second-token.js';
import type { Handover } from '../../src/handover/task.js';

const link = 'https://eu-central-1.console.aws.amazon.com/singlesignon/';
const fingerprint = `3f:a1:09:7c${':00'.repeat(28)}`;
const read = async (text: string) => text;
const at = new Date('2026-03-04T05:06:07Z');
const known = (more: Partial<KnownTokens> = {}) => ({
  ...{ inUseSince: undefined, unusedSince: undefined, unsure: false, refused: false },
  ...more,
});

const importing = certificateImportHandover({
  ...{ settingsLink: link, entityId: 'https://auth.example.com/aws', path: '/tmp/next.pem' },
  fingerprint,
});

const all: readonly Handover<unknown>[] = [
  importing,
  rotationSignInHandover('before', link),
  rotationSignInHandover('after', link),
  refusedSignInHandover({ settingsLink: link, inUse: fingerprint, next: fingerprint, told: true }),
  secondTokenHandover(link, known(), read),
  oldTokenHandover(link, { old: at, inUse: new Date() }),
];

describe.each(all.map((handover) => [handover.what, handover] as const))(
  '%s',
  (_what, handover) => {
    test('opens a page, says what to do, and how to bring the answer', () => {
      expect(handover.link).toMatch(/^https:\/\//);
      expect(handover.instructions.length).toBeGreaterThan(0);
      expect(handover.bring.join('\n')).toContain(`--${handover.ask.input}`);
      expect(handover.ask.question).not.toBe('');
    });
  },
);

describe('the import of a certificate', () => {
  test('names the clicks, the file and what is typed', () => {
    const clicks = importing.instructions.join(' ');
    for (const label of ['Manage authentication', 'Manage SAML 2.0 certificates', 'Choose file']) {
      expect(clicks).toContain(`"${label}"`);
    }
    expect(importing.files).toEqual([{ label: 'SAML 2.0 certificate', path: '/tmp/next.pem' }]);
    expect(importing.ask.question).toBe('Type 3F:A1:09:7C to say that AWS lists it');
  });

  test.each(['3F:A1:09:7C', '3fa1097c00', ` ${fingerprint} `])('takes %s', (text) => {
    expect(checkFingerprint(text, fingerprint)).toBeUndefined();
  });

  test.each(['', '3F:A1:09', 'yes', '00:A1:09:7C', `${fingerprint}:00`])('refuses "%s"', (text) => {
    expect(() => checkFingerprint(text, fingerprint)).toThrow(ExpectedError);
  });
});

describe.each(['before', 'after'] as const)(
  'the question about a sign-in %s the switch',
  (when) => {
    const { question, read: tried } = rotationSignInHandover(when, link).ask;

    test.each([
      ['yes', 'worked'],
      [' Y', 'worked'],
      ['no', 'failed'],
      ['N ', 'failed'],
    ])('takes %j: it %s', (text, how) => {
      expect(tried(text)).toBe(how);
    });

    test('takes nothing else, and leaves room for its answer at 60 columns', () => {
      expect(() => tried('maybe')).toThrow('is neither yes nor no');
      expect(`? ${question} yes`.length).toBeLessThan(60);
    });
  },
);

describe('a refused sign-in before the switch', () => {
  const task = { settingsLink: link, inUse: fingerprint, next: fingerprint, told: false };
  const { question, read: readGoOn } = refusedSignInHandover(task).ask;

  test.each(['go on', ' GO  ON '])('%j goes on', (text) => {
    expect(readGoOn(text)).toBeUndefined();
  });

  test('yes is not enough, and at 60 columns there is room for the words', () => {
    expect(() => readGoOn('yes')).toThrow('is not go on');
    expect(`? ${question} go on`.length).toBeLessThan(60);
  });
});

describe('a second token', () => {
  const first = (more: Partial<KnownTokens>) =>
    secondTokenHandover(link, known(more), read).instructions.join(' ');

  test('never has the one in use deleted', () => {
    expect(first({})).toContain('not the one that authentik uses');
    expect(first({ inUseSince: at })).toContain('not the one of about 2026-03-04');
  });

  test('has one deleted that authentik never got, and one that it may have brought again', () => {
    expect(first({ unusedSince: at })).toContain('delete the one of 2026-03-04 first');
    expect(first({ unusedSince: at, unsure: true })).toContain('bring it again');
  });
});

test('the old token is told from the new one by age, whatever the days are', () => {
  const { instructions } = oldTokenHandover(link, { old: at, inUse: at });
  const select = 'select the older one, of about 2026-03-04, and not the newer one, of 2026-03-04';
  expect(instructions.join(' ')).toContain(select);
});

test.each(['deleted', ' DELETE '])('the old token counts as deleted after "%s"', (text) => {
  const { ask } = oldTokenHandover(link, { old: undefined, inUse: at });
  expect(ask.read(text)).toBeUndefined();
  expect(() => ask.read('yes')).toThrow('is not the word');
});
