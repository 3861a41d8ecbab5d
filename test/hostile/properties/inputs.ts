import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { redact } from '../../../src/basics/secret.js';
import { readDotenv } from '../../../src/settings/dotenv.js';
import { type AnyInput, allInputs } from '../../../src/settings/inputs.js';
import { readSecretFile } from '../../../src/settings/secret-file.js';
import { expectShownPlain, outcomeOf, wordsOf } from '../expected.js';
import { dotenvFile, hostileBytes } from '../generators/files.js';
import { hostileText, spoilt } from '../generators/text.js';
import { inFolder } from '../in-folder.js';
import { textsOf } from '../input-samples.js';
import { type Property, property } from '../property.js';

/** Inputs of one known form: what is let through has no sign that is not of that form. */
const strict = new Set([
  ...['region', 'instanceArn', 'identitySourceDone', 'application', 'certificateDays'],
  ...['timeout', 'waitForSignIn', 'authentikRelease', 'console', 'authentikUrl'],
]);

/** A secret of a case is hidden from then on, so a few hundred are enough. */
const fewSecrets = 400;

const inputs = allInputs.map((input: AnyInput) => {
  const { first, second } = textsOf(input);
  const made = fc.oneof(spoilt(fc.constantFrom(first, second)), hostileText);
  return property(
    `--${input.key}: is read, or refused without being repeated`,
    made,
    async (text) => {
      const outcome = await outcomeOf(() => input.parse(text));
      if ('refusal' in outcome) {
        expectShownPlain(outcome.refusal);
        if (outcome.refusal.exit !== 'usage') throw new Error('it is not called wrong usage');
        const told = text.trim();
        if (told.length > 5 && wordsOf(outcome.refusal).includes(told))
          throw new Error('it is repeated');
        return;
      }
      const { value } = outcome;
      if (strict.has(input.key) && !/^[!-~]+$/.test(String(value))) {
        throw new Error(`it took ${JSON.stringify(value)}`);
      }
      if (typeof value === 'string' && value.includes('\0')) {
        throw new Error('it took a NUL');
      }
    },
    input.kind === 'secret' ? fewSecrets : undefined,
  );
});

const dotenv = property('.env: what was written is read', dotenvFile, ({ content, values }) =>
  inFolder((folder) => {
    writeFileSync(join(folder, '.env'), content);
    const read = readDotenv(folder);
    if (
      JSON.stringify(Object.entries(read).sort()) !== JSON.stringify(Object.entries(values).sort())
    ) {
      throw new Error(`read as ${JSON.stringify(read)}`);
    }
  }),
);

const anyDotenv = property(
  '.env: any bytes are read, or refused in plain words',
  hostileBytes,
  (bytes) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, '.env'), bytes);
      const outcome = await outcomeOf(() => readDotenv(folder));
      if ('refusal' in outcome) return expectShownPlain(outcome.refusal);
      if (Object.keys(Object.prototype).length > 0) throw new Error('all objects were changed');
    }),
);

const token = allInputs.find(({ key }) => key === 'authentikToken');

const secretFile = property(
  'a file with a secret: read, or refused without what it holds',
  hostileBytes,
  (bytes) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'token'), bytes);
      const outcome = await outcomeOf(() => token?.parse(readSecretFile('token', { cwd: folder })));
      if ('value' in outcome) {
        if (!/^••••••$/.test(String(outcome.value))) throw new Error('it is no secret');
        return;
      }
      expectShownPlain(outcome.refusal);
      const text = bytes.toString('utf8').trim();
      if (text.length > 8 && redact(wordsOf(outcome.refusal)).includes(text))
        throw new Error('it is repeated');
    }),
  fewSecrets,
);

/** What is read of the user's own: flags, variables, `.env` and files with secrets. */
export const inputProperties: readonly Property[] = [...inputs, dotenv, anyDotenv, secretFile];
