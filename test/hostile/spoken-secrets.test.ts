import { describe, expect, test } from 'vitest';
import { leaksIn } from '../commands/leaks.js';
import { oneLine, runProgram } from '../commands/run-program.js';

const secret = 'canary-Zq7/spoken+aloud==';
const inAddress = `https://admin:${encodeURIComponent(secret)}@auth.example.com/`;

async function refusal(argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runProgram(argv);
  expect([64, argv]).toEqual([code, argv]);
  expect(stderr).not.toContain('This is a bug');
  expect(leaksIn(stdout + stderr, { secret }), argv.join(' ')).toEqual([]);
  return oneLine(stdout + stderr);
}

const commands = ['setup', 'plan', 'status', 'users', 'sandbox', 'help'];

/** Flags that would hold a secret: refused ones, misspelt ones, and those of other programs. */
const flags: [flag: string, way: string][] = [
  ['--authentik-token', 'AUTHENTIK_TOKEN'],
  ['--authentik-tokn', 'AUTHENTIK_TOKEN'],
  ['--authentiktoken', 'AUTHENTIK_TOKEN'],
  ['--authentik-api-token', 'AUTHENTIK_TOKEN'],
  ['--token', 'AUTHENTIK_TOKEN'],
  ['--api-key', 'AUTHENTIK_TOKEN'],
  ['--password', 'AUTHENTIK_TOKEN'],
  ['--scim-token', 'AUTHENTIK_AWS_SCIM_TOKEN'],
  ['--scim-tokens', 'AUTHENTIK_AWS_SCIM_TOKEN'],
  ['--scimtoken', 'AUTHENTIK_AWS_SCIM_TOKEN'],
  ['--aws-secret-access-key', 'AWS_SECRET_ACCESS_KEY'],
  ['--aws-secret-acces-key', 'AWS_SECRET_ACCESS_KEY'],
  ['--secret-access-key', 'AWS_SECRET_ACCESS_KEY'],
  ['--aws-session-token', 'AWS_SESSION_TOKEN'],
];

describe.each(flags)('%s', (flag, way) => {
  test.each(commands)('is refused by %s with the way to pass it', async (command) => {
    const forms = [
      [command, flag, secret],
      [command, `${flag}=${secret}`],
      [command, '--json', flag, secret, '--verbose'],
    ];
    for (const argv of forms) expect(await refusal(argv), argv.join(' ')).toContain(way);
  });

  test('is refused where no command is named, or comes after', async () => {
    expect(await refusal([flag, secret])).toContain(way);
    expect(await refusal([flag, secret, 'plan'])).toContain(way);
  });
});

test.each([
  [[secret]],
  [[secret, 'plan']],
  [['plan', secret]],
  [['sandbox', secret]],
  [['sandbox', 'sign-in', secret]],
  [['help', secret]],
  [['plan', `--${secret}`]],
  [['plan', `--nonsense=${secret}`]],
  [['plan', `-${secret}`]],
  [['sandbox', '--only', secret]],
  [['sandbox', '--aws-port', secret]],
  [['plan', inAddress]],
  [['plan', '--authentik-url', inAddress]],
  [['plan', '--authentik-url', `https://auth .example.com/${secret}`]],
  [['plan', '--authentik-url', secret]],
  [['plan', '--verbose', '--acs-url', inAddress]],
  [['plan', '--verbose', '--acs-url', `https://ok.example.com ${inAddress}`]],
  [['plan', '--verbose', '--acs-url', secret]],
  [['plan', '--verbose', '--sp-issuer', secret]],
  [['plan', '--verbose', '--portal-url', inAddress]],
  [['plan', '--verbose', '--scim-endpoint', secret]],
  [['plan', '--verbose', '--scim-endpoint', inAddress]],
  [['plan', '--verbose', '--region', secret]],
  [['plan', '--verbose', '--instance-arn', secret]],
  [['plan', '--verbose', '--timeout', secret]],
  [['plan', '--verbose', '--application', secret]],
  [['setup', '--verbose', '--console', secret]],
  [['setup', '--verbose', '--identity-source-done', secret]],
])('a secret in a wrong place is not repeated: %j', async (argv) => {
  await refusal(argv);
});

test('a plain word is repeated, since it is a slip and no secret', async () => {
  expect(await refusal(['stauts'])).toContain('There is no command "stauts" Did you mean status?');
  expect(await refusal(['help', 'stpes'])).toContain('There is no help on "stpes"');
});
