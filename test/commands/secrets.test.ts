import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acs, answers } from '../procedure/answers.js';
import { everyFile, formsOf } from './leaks.js';
import { type Ran, runProgram } from './run-program.js';
import { type Stage, startStage } from './stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.close());

function expectNoSecret({ stdout, stderr }: Ran, ...secrets: string[]): void {
  const everything = [stdout, stderr, everyFile(stage.folder)].join('\n');
  for (const form of secrets.flatMap(formsOf)) expect(everything.includes(form)).toBe(false);
}

const own = () => [stage.authentik.token, stage.aws.secretAccessKey];

describe('no secret gets out', () => {
  test.each([
    'plan --verbose',
    'plan --verbose --json',
    'status --verbose --json',
    'doctor --verbose --json',
    'doctor --redact --verbose',
    'setup --no-input --verbose',
  ])('of %s', async (words) => {
    const ran = await stage.run(words.split(' '));
    expect(ran.stderr + ran.stdout).not.toBe('');
    expectNoSecret(ran, ...own());
  });

  test('of a whole run, its state, its backup and its files', async () => {
    const ran = await stage.run(['setup', '--no-input', '--verbose', '--json', ...answers(stage)]);
    expect(ran.code).toBe(0);
    const again = ['setup', '--no-input', '--portal-url', 'https://example.awsapps.com/start'];
    const { code } = await stage.run(again);
    expect(code).toBe(0);
    expect(readdirSync(stage.folder)).toContain('state.json.backup');
    expectNoSecret(ran, ...own());
  });

  test('when a group is called like the token', async () => {
    const flags = ['--group', stage.authentik.token, ...acs(stage)];
    const ran = await stage.run(['setup', '--no-input', '--verbose', ...flags]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('authentik has no group "••••••"');
    expectNoSecret(ran, ...own());
  });
});

describe('no secret gets out of an error', () => {
  const canary = 'canary/Zq7+tokenQ==';

  test.each([
    ['a refused token', () => ({ AUTHENTIK_TOKEN: canary })],
    ['refused AWS keys', () => ({ AWS_ACCESS_KEY_ID: 'AKIAOTHER', AWS_SECRET_ACCESS_KEY: canary })],
    [
      'a server that is not there',
      () => ({ AUTHENTIK_URL: 'http://127.0.0.1:1', AUTHENTIK_TOKEN: canary }),
    ],
    [
      'an AWS that is not there',
      () => ({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_SECRET_ACCESS_KEY: canary }),
    ],
  ])('%s', async (_what, env) => {
    const ran = await stage.run(['plan', '--verbose', '--json'], { env: env() });
    expect([1, 4]).toContain(ran.code);
    expect(ran.stderr).not.toContain('This is a bug');
    expectNoSecret(ran, canary, ...own());
  });

  test('a server that repeats what it was sent', async () => {
    const echo = await startStage({
      authentik: {
        intercept: async ({ headers }) =>
          new Response(JSON.stringify({ detail: headers.get('authorization') }), { status: 500 }),
      },
    });
    const ran = await echo.run(['plan', '--verbose', '--json'], {
      env: { AUTHENTIK_TOKEN: canary },
    });
    await echo.close();
    expect(ran.code).toBe(1);
    expectNoSecret(ran, canary);
  });

  test('a token given where none belongs', async () => {
    const ran = await runProgram(['setup', '--authentik-token', canary]);
    expect(ran.code).toBe(64);
    expectNoSecret(ran, canary);
  });
});
