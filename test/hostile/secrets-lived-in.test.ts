import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unattended } from '../commands/stage.js';
import { access } from './command-lines.js';
import { openSecretStage, type SecretStage } from './secret-stage.js';

const PLAN = 'plan.json';
const group = ['--group', 'aws-users'] as const;

/** A set-up over the years: each command on one that is whole, and the exit codes it may have. */
const life: readonly (readonly [argv: readonly string[], codes: readonly number[]])[] = [
  [[...unattended, '--scim', ...group], [0]],
  [['plan', '--scim', ...group, '--out', PLAN], [0]],
  [['setup', '--plan', PLAN], [0]],
  [['status', ...group], [0]],
  [['users'], [0]],
  [['doctor', ...group], [0]],
  [['doctor', '--redact', ...group], [0]],
  [['reconcile', '--yes'], [0]],
  [['grant', ...access, '--yes'], [0]],
  [['grant', '--list'], [0]],
  [['rotate certificate', '--console', 'sandbox', '--yes'], [0]],
  [['rotate scim-token', '--console', 'sandbox', '--yes'], [0]],
  [['undo', '--dry-run'], [0]],
  [['undo', '--console', 'sandbox', '--confirm', 'aws'], [0]],
];

/** Every SCIM token that AWS ever gave out here. */
function scimTokens({ stage }: SecretStage, known: Map<string, string>): Record<string, string> {
  for (const { value } of stage.instance.provisioning?.tokens ?? []) {
    known.set(value, `SCIM token ${known.size + 1} of AWS`);
  }
  return Object.fromEntries([...known].map(([value, name]) => [name, value]));
}

test.each([[[]], [['--json']]])(
  'no secret comes out in the whole life of a set-up %j',
  { timeout: 120_000 },
  async (manner) => {
    const opened = await openSecretStage();
    const { AUTHENTIK_AWS_SCIM_TOKEN: _none, ...env } = opened.env;
    const given = new Map<string, string>();
    for (const [[command = '', ...words], codes] of life) {
      const here = words.map((word) => (word === PLAN ? join(opened.stage.folder, word) : word));
      const argv = [...command.split(' '), ...here, '--verbose', ...manner];
      const ran = await opened.stage.run(argv, { env });
      expect(codes, `${argv.join(' ')}\n${ran.stderr}\n${ran.stdout}`).toContain(ran.code);
      const tokens = scimTokens(opened, given);
      expect(opened.leaks(ran, tokens), argv.join(' ')).toEqual([]);
    }
    expect(given.size).toBe(2);
  },
);
