import { expect, test } from 'vitest';
import { ExpectedError } from '../../../src/basics/errors.js';
import { parseFingerprint } from '../../../src/settings/values/fingerprint.js';

test.each(['3F:A1:09:7C', ' 3fa1097c ', 'ab'.repeat(32)])(
  '%s is the fingerprint of one',
  (text) => {
    expect(parseFingerprint(text)).toBe(text.trim());
  },
);

test.each(['', '3F:A1:09', 'yes it is done', 'ab'.repeat(33), '3F:A1:09:7G'])(
  '"%s" is refused, and not repeated',
  (text) => {
    expect(() => parseFingerprint(text)).toThrow(ExpectedError);
    if (text !== '') expect(() => parseFingerprint(text)).not.toThrow(new RegExp(`"${text}"`));
  },
);
