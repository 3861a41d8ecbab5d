import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enableAutomaticProvisioning, generateToken } from '../../src/sandbox/person/index.js';
import { oneLine } from './run-program.js';
import { plannedStep, readPlan, readSetUp } from './seen-plan.js';
import { type Stage, startStage, stateOf, unattended } from './stage.js';

const setup = ['setup', '--no-input', '--group', 'aws-users'];
const tokenIn = (token: string) => ({ env: { AUTHENTIK_AWS_SCIM_TOKEN: token } });
const scimHalf = ['automatic-provisioning', 'scim-mapping', 'scim-provider', 'backchannel'];

let stage: Stage;
let endpoint: string;
let token: string;

/** The SAML half stands; what follows goes on from one test to the next. */
beforeAll(async () => {
  stage = await startStage();
  const { code, stderr } = await stage.run([...unattended, '--group', 'aws-users']);
  expect(code, stderr).toBe(0);
  stage.writes();
});

afterAll(() => stage.close());

const scimObjects = async () => [
  ...(await stage.list('/providers/scim/')),
  ...(await stage.list('/propertymappings/provider/scim/?search=zz')),
];

async function expectNothingOfScim(): Promise<void> {
  expect(stage.writes()).toEqual([]);
  expect(await scimObjects()).toEqual([]);
}

test('without a word nothing of SCIM happens', async () => {
  const { code, stdout, stderr } = await stage.run(setup);
  expect(code, stderr).toBe(0);
  expect(stdout + stderr).not.toMatch(/SCIM|provisioning/);
  const { steps } = readPlan((await stage.run(['plan', '--json'])).stdout);
  expect(steps.map(({ id }) => id)).not.toContain('scim-provider');
  expect(stateOf(stage)?.told).not.toHaveProperty('scim');
  await expectNothingOfScim();
});

test('--scim waits for endpoint and token, with the instructions and the flags', async () => {
  const { code, stderr } = await stage.run([...setup, '--scim']);
  expect(code).toBe(3);
  const told = oneLine(stderr);
  expect(told).toContain(
    'waiting for: automatic provisioning to be enabled in IAM Identity Center',
  );
  expect(told).toContain('In the information box "Automatic provisioning" choose "Enable"');
  expect(told).toContain('--scim-endpoint URL or AUTHENTIK_AWS_SCIM_ENDPOINT');
  expect(told).toContain('--scim-token-file FILE or AUTHENTIK_AWS_SCIM_TOKEN');
  expect(await stage.list('/providers/scim/')).toEqual([]);
});

test('that it is wanted is remembered, --no-scim is too, and --scim brings it back', async () => {
  expect(stateOf(stage)).toMatchObject({ told: { scim: { value: true } } });
  expect(await plannedStep(stage, 'automatic-provisioning')).toMatchObject({ state: 'to-do' });
  expect((await stage.run(setup)).code).toBe(3);

  expect((await stage.run([...setup, '--no-scim'])).code).toBe(0);
  expect(stateOf(stage)).toMatchObject({ told: { scim: { value: false } } });
  expect((await stage.run(setup)).code).toBe(0);

  expect((await stage.run([...setup, '--scim', '--json'])).code).toBe(3);
  expect(stateOf(stage)).toMatchObject({ told: { scim: { value: true } } });
});

test('a plan that says --no-scim changes nothing of what is remembered', async () => {
  const { stdout } = await stage.run(['plan', '--json', '--no-scim']);
  expect(readPlan(stdout).steps.map(({ id }) => id)).not.toContain('scim-provider');
  expect(stateOf(stage)).toMatchObject({ told: { scim: { value: true } } });
});

test('a token as the value of a flag is refused, without being repeated', async () => {
  const { code, stdout, stderr } = await stage.run([...setup, '--scim-token', 'canary-token']);
  expect(code).toBe(64);
  expect(stdout + stderr).not.toContain('canary-token');
});

test.each([
  [
    'the endpoint of another Region',
    'https://scim.us-east-1.amazonaws.com/1a2b/scim/v2',
    'us-east-1',
  ],
  ['the ACS URL', 'https://eu-central-1.sso.signin.aws/platform/saml/acs/1a2b3c', 'ACS'],
  ['plain http', 'http://scim.eu-central-1.amazonaws.com/1a2b/scim/v2', 'https://'],
])('%s is refused before anything is written', async (_what, wrong, told) => {
  stage.writes();
  const { code, stderr } = await stage.run(
    [...setup, '--scim-endpoint', wrong],
    tokenIn('example'),
  );
  expect([1, 64]).toContain(code);
  expect(oneLine(stderr)).toContain(told);
  expect(stderr).not.toContain('This is a bug');
  expect(stage.writes()).toEqual([]);
});

test('a wrong token and a wrong tenant are refused alike, and no provider is made', async () => {
  ({ endpoint, token } = await enableAutomaticProvisioning(stage.aws.console));
  stage.writes();
  const other = endpoint.replace(/[^/]+\/scim\/v2/, '1a2b3c4d/scim/v2');
  const wrongTenant = await stage.run([...setup, '--scim-endpoint', other], tokenIn(token));
  const wrongToken = await stage.run([...setup, '--scim-endpoint', endpoint], tokenIn('wrong'));
  for (const { code, stderr } of [wrongTenant, wrongToken]) {
    expect(code).toBe(4);
    expect(oneLine(stderr)).toContain('AWS does not accept the SCIM access token (401)');
    expect(oneLine(stderr)).toContain('Copy both anew');
  }
  expect(stage.writes()).toEqual([]);
});

test('the endpoint is remembered: from then on only a token is asked for', async () => {
  const { code, stdout } = await stage.run([...setup, '--json']);
  expect(code).toBe(3);
  const { waiting } = readSetUp(stdout);
  expect(waiting.map(({ waiting: { what } }) => what)).toEqual([
    'an access token for provisioning',
  ]);
  expect(waiting[0]?.waiting.instructions.join(' ')).toContain('keeps two at most');
});

test('with a token the run goes on to its end', async () => {
  const file = join(stage.folder, 'scim-token');
  writeFileSync(file, `${await generateToken(stage.aws.console)}\n`);
  const { code, stderr } = await stage.run([...setup, '--scim-token-file', file]);
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).toContain('in AWS now: 1 user and 1 group of authentik');
  for (const id of scimHalf) {
    expect(await plannedStep(stage, id, '--group', 'aws-users')).toMatchObject({
      state: 'in-place',
    });
  }
});

test('what was brought stays in the environment of a pipeline: nothing to do', async () => {
  stage.writes();
  const { code, stderr } = await stage.run([...setup, '--scim-endpoint', endpoint], tokenIn('old'));
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('Nothing to do.');
  expect(stage.writes()).toEqual([]);
});
