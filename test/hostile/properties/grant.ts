import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readInlinePolicy } from '../../../src/commands/inline-policy.js';
import { accessLines } from '../../../src/terminal/access-view.js';
import { expectPlain, expectShownPlain, outcomeOf, shown, wordsOf } from '../expected.js';
import { twist } from '../generators/answers.js';
import { hostileBytes } from '../generators/files.js';
import { hostileText } from '../generators/text.js';
import { inFolder } from '../in-folder.js';
import { type Property, property } from '../property.js';

const goodPolicy = hostileText.map((sid) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Allow' }] }),
);

const policyFile = fc.oneof(
  goodPolicy.map((text) => Buffer.from(text)),
  fc
    .tuple(goodPolicy, twist)
    .map(([text, change]) => Buffer.from(change({ status: 200, text }).text)),
  hostileBytes,
);

/** Shorter beginnings of a file stand in any error by chance. */
const TELLING = 12;

const inlinePolicy = property(
  '--inline-policy: the file is taken as it is, or refused without what it holds',
  policyFile,
  (bytes) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'policy.json'), bytes);
      const outcome = await outcomeOf(() => readInlinePolicy('policy.json', folder));
      if ('value' in outcome) {
        const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
        if (outcome.value !== text.trim()) throw new Error('it was changed');
        if (!Object.hasOwn(JSON.parse(outcome.value), 'Statement')) throw new Error('no policy');
        return;
      }
      expectShownPlain(outcome.refusal);
      if (outcome.refusal.exit !== 'usage') throw new Error('it is not called wrong usage');
      const begins = bytes.toString('utf8').trim().slice(0, TELLING);
      if (begins.length === TELLING && wordsOf(outcome.refusal).includes(begins)) {
        throw new Error('it is repeated');
      }
    }),
  1_000,
);

const assignment = fc.record({
  account: fc.record({ id: fc.constantFrom('111122223333', '444455556666'), name: hostileText }),
  permissionSet: fc.record({ name: hostileText }),
  principal: fc.record({
    type: fc.constantFrom('USER' as const, 'GROUP' as const),
    id: hostileText,
    name: fc.option(hostileText, { nil: undefined }),
  }),
});

const access = property(
  'grant --list: no name steers the terminal or forges a line',
  fc.array(assignment, { maxLength: 5 }),
  (rows) => {
    const { out } = shown((terminal) => {
      for (const line of accessLines({ AWS: 'account 111122223333' }, rows, terminal)) {
        if (line.includes('\n')) throw new Error('a row has two lines');
        terminal.result(line);
      }
    });
    expectPlain(out);
  },
);

/** What `grant` reads of the user and shows of AWS. */
export const grantProperties: readonly Property[] = [inlinePolicy, access];
