import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scimUserExpression } from '../../../../src/procedure/scim-user-expression.js';
import {
  evaluateScimMapping,
  MappingError,
  SkipObject,
} from '../../../../src/sandbox/authentik/world/scim-mappings.js';
import { hostileUsers, type MappedUser } from './hostile-users.js';
import { sha256, shortened } from './shortened.js';

const recorded = z
  .object({ input: z.string(), results: z.array(z.array(z.unknown())) })
  .parse(JSON.parse(await readFile(new URL('python-results.json', import.meta.url), 'utf8')));
const texts = [scimUserExpression(false), scimUserExpression(true)];

describe('the mapping of this program', () => {
  it('is the one that a real Python was asked about', () => {
    const input = JSON.stringify({ texts, users: hostileUsers });
    const remedy = `The mapping or its users changed. Run python3 real-python.py < input > python-results.json in this folder, the input being\n${input}\n`;
    expect(sha256(input), remedy).toBe(recorded.input);
  });

  it.each(hostileUsers.map((user, index) => ({ user, index })))(
    'gives for user $index what a real Python gave',
    ({ user, index }) => {
      expect(texts.map((text) => shortened(given(text, user)))).toEqual(recorded.results[index]);
    },
  );

  it('was tried on users of every kind', () => {
    const kinds = recorded.results.map(([, skipping]) => typeof skipping);
    expect(new Set(kinds)).toEqual(new Set(['object', 'string']));
    expect(recorded.results).toHaveLength(hostileUsers.length);
  });
});

function given(text: string, user: MappedUser): unknown {
  try {
    return evaluateScimMapping(text, { user: { pk: 1, ...user }, canSkip: true });
  } catch (error) {
    if (error instanceof SkipObject || error instanceof MappingError) return error.message;
    throw error;
  }
}
