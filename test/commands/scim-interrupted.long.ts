import { expect, test } from 'vitest';
import { startLosingProxy } from './losing-proxy.js';
import { oneLine } from './run-program.js';
import { openStage, type Stage, stateOf, unattended } from './stage.js';

const group = ['--group', 'aws-users'];
const argv = [...unattended, '--scim', ...group];
const newMapping = 'POST /api/v3/propertymappings/provider/scim/';
const newProvider = 'POST /api/v3/providers/scim/';
const joined = 'PATCH /api/v3/core/applications/aws/';
/** The SAML provider is number 1. */
const firstSync = 'PATCH /api/v3/providers/scim/2/';

/** The SAML half stands, and something happens the first time that a request of a kind comes. */
async function stageThatOn(moment: string, happens: () => void): Promise<Stage> {
  let happened = true;
  const intercept = async ({ method, url }: Request) => {
    if (happened || `${method} ${new URL(url).pathname}` !== moment) return undefined;
    happened = true;
    happens();
    return undefined;
  };
  const stage = await openStage({ authentik: { intercept } });
  expect((await stage.run([...unattended, ...group])).code).toBe(0);
  happened = false;
  stage.writes();
  return stage;
}

/** Each thing of the SCIM half is there once, and alice arrived. */
async function expectEachOnce(stage: Stage): Promise<void> {
  const [mappings, providers] = await Promise.all([
    stage.list('/propertymappings/provider/scim/?search=zz'),
    stage.list('/providers/scim/'),
  ]);
  expect(mappings.map(({ name }) => name)).toEqual(['zz AWS IAM Identity Center SCIM user']);
  expect(providers.map(({ name }) => name)).toEqual(['AWS IAM Identity Center SCIM']);
  const application = Object(await stage.call('GET', '/core/applications/aws/'));
  expect(application.backchannel_providers).toEqual([providers[0]?.pk]);
  const found = stage.instance.directory.users.find('userName', 'alice@example.com');
  expect(found?.externalIds).toHaveLength(1);
}

test('stopped between enabling and storing the token: the next run asks for another one', async () => {
  let interrupt = () => {};
  const stage = await stageThatOn(newMapping, () => interrupt());
  const onStart = (key: () => void) => {
    interrupt = key;
  };
  const stopped = await stage.run(argv, { onStart });
  expect(stopped.code).toBe(130);
  expect(stopped.stderr).toContain('what was done is saved');
  expect(await stage.list('/providers/scim/')).toEqual([]);
  const tokens = () => stage.instance.provisioning?.tokens ?? [];
  expect(tokens()).toHaveLength(1);
  expect(stateOf(stage)).toMatchObject({ told: { provisioning: {} } });

  const waiting = await stage.run(['setup', '--no-input', ...group]);
  expect(waiting.code).toBe(3);
  const told = oneLine(waiting.stderr);
  expect(told).toContain('waiting for: an access token for provisioning');
  expect(told).toContain(
    'choose "Generate token" and copy it: AWS shows it this once, and keeps two',
  );

  stage.writes();
  const second = await stage.run(argv);
  expect(second.code, second.stderr).toBe(0);
  expect(tokens()).toHaveLength(2);
  const [provider] = await stage.list('/providers/scim/');
  expect(provider).toMatchObject({ token: tokens()[1]?.value });
  const saves = stage.writes().filter((write) => write.includes('/providers/scim/'));
  expect(saves).toEqual([newProvider, firstSync]);
  await expectEachOnce(stage);
});

test.each([newProvider, firstSync])('Ctrl-C during %s: the next run goes on', async (moment) => {
  let interrupt = () => {};
  const stage = await stageThatOn(moment, () => interrupt());
  const onStart = (key: () => void) => {
    interrupt = key;
  };
  expect((await stage.run(argv, { onStart })).code).toBe(130);
  await stage.authentik.settled();
  const { tokens } = stage.instance.provisioning ?? { tokens: [] };
  const second = await stage.run(argv);
  expect(second.code, second.stderr).toBe(0);
  expect(stage.instance.provisioning?.tokens).toHaveLength(tokens.length);
  await expectEachOnce(stage);
});

test.each([
  [newMapping, 'lost'],
  [newProvider, 'a server error'],
  [joined, 'lost'],
  [firstSync, 'a server error'],
] as const)('the answer to %s is %s: the next run makes nothing twice', async (moment, fate) => {
  const stage = await openStage();
  const proxy = await startLosingProxy(stage.authentik.url);
  const env = { AUTHENTIK_URL: proxy.url };
  const seen = new Set<string>();
  proxy.decide = ({ method, path }) => {
    const request = `${method} ${path}`;
    seen.add(request);
    // The application is written before the SCIM half as well.
    const isDue = moment !== joined || seen.has(newProvider);
    return request === moment && isDue ? fate : 'passed on';
  };
  const failed = await stage.run(argv, { env });
  expect(failed.code).toBe(1);
  expect(failed.stderr).not.toContain('This is a bug');

  proxy.decide = () => 'passed on';
  await stage.authentik.settled();
  const second = await stage.run(argv, { env });
  expect(second.code, second.stderr).toBe(0);
  await expectEachOnce(stage);
});
