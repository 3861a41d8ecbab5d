import { afterAll, beforeAll, expect, test } from 'vitest';
import { enableAutomaticProvisioning } from '../../src/sandbox/person/index.js';
import { everyFile, formsOf } from './leaks.js';
import type { Ran } from './run-program.js';
import { readError } from './seen-plan.js';
import { type Stage, startStage, stateOf, unattended } from './stage.js';

const group = ['--group', 'aws-users'];
const loud = ['setup', '--no-input', '--scim', '--verbose', ...group];

/** What authentik answers in place of making a SCIM provider. */
let answerToNewProvider: ((sent: string) => Response) | undefined;
let stage: Stage;
let endpoint: string;
let token: string;

beforeAll(async () => {
  const intercept = async (request: Request) => {
    const makes = request.method === 'POST' && request.url.endsWith('/providers/scim/');
    return makes ? answerToNewProvider?.(await request.text()) : undefined;
  };
  stage = await startStage({ authentik: { intercept } });
  const { code, stderr } = await stage.run([...unattended, ...group]);
  expect(code, stderr).toBe(0);
  ({ endpoint, token } = await enableAutomaticProvisioning(stage.aws.console));
});

afterAll(() => stage.close());

function expectNoToken({ stdout, stderr }: Ran, secret: string): void {
  const everything = [stdout, stderr, everyFile(stage.folder)].join('\n');
  expect(everything).not.toBe('');
  for (const form of formsOf(secret)) expect(everything.includes(form)).toBe(false);
}

const withToken = (value: string, ...flags: string[]) =>
  stage.run([...loud, '--scim-endpoint', endpoint, ...flags], {
    env: { AUTHENTIK_AWS_SCIM_TOKEN: value },
  });

test.each([[[]], [['--json']]])('the token is kept out of a plan: %j', async (flags) => {
  const ran = await stage.run(['plan', '--scim', '--verbose', ...group, ...flags], {
    env: { AUTHENTIK_AWS_SCIM_TOKEN: token, AUTHENTIK_AWS_SCIM_ENDPOINT: endpoint },
  });
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain(endpoint);
  expectNoToken(ran, token);
});

test.each([[[]], [['--json']]])('a refused one is kept out of the error: %j', async (flags) => {
  const canary = 'canary/Zq7+tokenQ==';
  const ran = await withToken(canary, ...flags);
  expect(ran.code).toBe(4);
  expectNoToken(ran, canary);
});

test('one pasted in place of the endpoint is not repeated', async () => {
  const ran = await stage.run([...loud, '--scim-endpoint', token]);
  expect([1, 64]).toContain(ran.code);
  expect(ran.stderr).toContain('is not an address');
  expectNoToken(ran, token);
});

test.each([400, 500])('a server that repeats what it was sent, with %i', async (status) => {
  answerToNewProvider = (sent) => {
    const said = Object(JSON.parse(sent)).token;
    expect(said).toBe(token);
    return Response.json({ token: [`not this one: ${said}`], detail: sent }, { status });
  };
  const ran = await withToken(token, '--json');
  answerToNewProvider = undefined;
  expect(readError(ran.stdout).kind).not.toBe('bug');
  expect(ran.code).toBe(1);
  expectNoToken(ran, token);
});

test('it is kept out of a whole run, its JSON, its state and its files', async () => {
  const ran = await withToken(token, '--json');
  expect(ran.code, ran.stderr).toBe(0);
  expect((await stage.list('/providers/scim/'))[0]).toMatchObject({ token });
  expect(stateOf(stage)).toMatchObject({ told: { provisioning: { value: { endpoint } } } });
  expectNoToken(ran, token);
  for (const command of ['plan', 'status']) {
    expectNoToken(await stage.run([command, '--verbose', '--json', ...group]), token);
  }
});
