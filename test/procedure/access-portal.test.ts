import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyState, memoryOf } from '../../src/engine/state.js';
import type { Context } from '../../src/procedure/context.js';
import { startUrl } from '../../src/procedure/start-url.js';
import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import { oneLine } from '../commands/run-program.js';
import { fieldLines, noteLines, plannedStep } from '../commands/seen-plan.js';
import { openStage, type Stage, startStage, stateOf } from '../commands/stage.js';
import { acs, applicationOf, finish } from './answers.js';

/** All that the step looks at: the application's own step has just looked at the rest. */
const onlyMemory: Context = Object.assign(Object.create(null), {
  memory: memoryOf(
    emptyState({ authentik: 'https://auth.example.com', instance: 'ssoins-1' }),
    async () => undefined,
    () => new Date(),
  ),
});

const alias = 'https://example-company.awsapps.com/start';
let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
  await finish(stage);
});

afterAll(() => stage.close());

const derived = () => serviceProviderUrls(stage.instance).classicPortal;

test('without a word the default address is taken, and it is the start of the application', async () => {
  expect(await applicationOf(stage)).toMatchObject({ meta_launch_url: derived() });
  expect(stateOf(stage)?.told).not.toHaveProperty('accessPortal');
  const planned = await plannedStep(stage, 'access-portal');
  expect(planned).toMatchObject({ state: 'in-place', standing: 'seen' });
});

test('a new set-up says that it is the default one, and how to name another', async () => {
  const fresh = await openStage();
  const { stderr } = await fresh.run(['setup', '--no-input', ...acs(fresh)]);
  const { classicPortal } = serviceProviderUrls(fresh.instance);
  const told = oneLine(stderr);
  expect(told).toContain(
    `the access portal is taken to be at its default address, ${classicPortal}`,
  );
  expect(told).toContain('If it was customised: --portal-url URL');
});

test('one that is told is remembered and becomes the start of the application', async () => {
  const planned = await plannedStep(stage, 'access-portal', '--portal-url', `${alias}/`);
  expect(fieldLines(planned)).toEqual([`access portal:  → ${alias}`]);
  const { stdout } = await finish(stage, '--portal-url', `${alias}/#/`);
  expect(stdout).toContain(alias);
  expect(await applicationOf(stage)).toMatchObject({ meta_launch_url: alias });
  expect(await plannedStep(stage, 'access-portal')).toMatchObject({
    state: 'in-place',
    standing: 'told',
  });
});

test('one that the application opens already is found there', async () => {
  const found = await openStage();
  await finish(found);
  await found.call('PATCH', '/core/applications/aws/', { meta_launch_url: alias });
  const planned = await plannedStep(found, 'start-url');
  expect(planned).toMatchObject({ state: 'in-place', changes: [] });
  expect(noteLines(await plannedStep(found, 'access-portal'))).toEqual([]);
});

test.each([
  ['', 'none'],
  ['https://example.com/elsewhere', 'https://example.com/elsewhere'],
  ['https://example.com/%(username)s?a=%%2F', 'https://example.com/%(username)s?a=%%2F'],
])('a start that is no access portal is corrected: "%s"', async (launchUrl, shown) => {
  await stage.call('PATCH', '/core/applications/aws/', { meta_launch_url: launchUrl });
  expect(fieldLines(await plannedStep(stage, 'start-url'))).toEqual([
    `launch URL: ${shown} → ${alias}`,
  ]);
});

test('a % in the address stands twice in the launch URL, where authentik puts user data in', async () => {
  const application = {
    pk: '7',
    slug: 'aws',
    launchUrl: 'https://example.com/%%41',
    groupNames: [],
  };
  const assess = (url: string) =>
    startUrl.assess(onlyMemory, { application, accessPortal: { url, derived: false } });
  expect(await assess('https://example.com/%41')).toMatchObject({
    changes: [],
    known: { startUrl: 'https://example.com/%41' },
  });
  expect((await assess('https://example.com/%42')).changes[0]?.fields).toEqual([
    { field: 'launch URL', from: 'https://example.com/%%41', to: 'https://example.com/%%42' },
  ]);
});
