import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { signIn } from '../../src/sandbox/browser/index.js';
import { oneLine } from '../commands/run-program.js';
import { noteLines, plannedStep } from '../commands/seen-plan.js';
import { openStage, type Stage, stateOf, unattended } from '../commands/stage.js';
import { addAlice } from '../doctor/examined.js';
import { acs, answers, finish } from './answers.js';

/** Everything but the switch is done, and the metadata is written. */
async function beforeTheSwitch(setting?: Parameters<typeof openStage>[0]): Promise<Stage> {
  const stage = await openStage(setting);
  const { code, stderr } = await stage.run(['setup', '--no-input', ...acs(stage)]);
  expect(code, stderr).toBe(3);
  return stage;
}

const source = (stage: Stage) => plannedStep(stage, 'identity-source');

describe('the switch of the identity source', () => {
  test('is the part of a person until CloudTrail shows that it happened', async () => {
    const stage = await beforeTheSwitch();
    expect(await source(stage)).toMatchObject({
      state: 'to-do',
      changes: [{ action: 'you', object: 'change the identity source to authentik' }],
    });
    await stage.switchIdentitySource();
    expect(await source(stage)).toMatchObject({ state: 'in-place', standing: 'seen' });
    const { code, stderr } = await stage.run(['setup', '--no-input']);
    expect(code, stderr).toBe(0);
    // CloudTrail forgets, and the next run must not ask for it again.
    expect(stateOf(stage)?.told).toHaveProperty('identitySource');
  });

  test('is told when a person says so, and holds until it is undone in the console', async () => {
    const stage = await openStage();
    await finish(stage);
    expect(await source(stage)).toMatchObject({ state: 'in-place', standing: 'told' });
    tellEarlier(stage);
    stage.aws.world.trail.record(switchBack(new Date()));
    expect(await source(stage)).toMatchObject({
      state: 'to-do',
      changes: [{ object: 'change the identity source to authentik' }],
    });
  });

  test('from before the certificate was made is about something else', async () => {
    const stage = await openStage();
    const long = new Date(Date.now() - 86_400_000);
    stage.aws.world.trail.record({ ...switchBack(long), eventName: ENABLED });
    await stage.run(['setup', '--no-input', ...acs(stage)]);
    expect(await source(stage)).toMatchObject({ state: 'to-do' });
  });
});

describe('a switch after a proved sign-in', () => {
  test('away from authentik cancels the proof, and setup mends it', async () => {
    const stage = await provedEarlier();
    stage.aws.world.trail.record(switchBack(new Date()));
    expect(await source(stage)).toMatchObject({
      state: 'to-do',
      changes: [{ object: 'change the identity source to authentik' }],
    });
    const { code, stdout } = await stage.run(['status']);
    expect(code).toBe(1);
    expect(oneLine(stdout)).toContain('the identity source was switched away from authentik');
    const again = await stage.run([...unattended]);
    expect(again.code, again.stderr).toBe(0);
    expect(await source(stage)).toMatchObject({ state: 'in-place' });
    expect(await plannedStep(stage, 'sign-in')).toMatchObject({ state: 'unproved' });
  });

  test('to an identity provider that nobody knows is no longer proved, until a sign-in', async () => {
    const stage = await provedEarlier();
    stage.aws.world.trail.record({ ...switchBack(new Date()), eventName: ENABLED });
    const switched = await source(stage);
    expect(switched).toMatchObject({ state: 'in-place', standing: 'seen' });
    expect(noteLines(switched)[0]).toContain('does not tell to which identity provider');
    expect(await plannedStep(stage, 'sign-in')).toMatchObject({ state: 'unproved' });
    await setTimeout(1_000);
    await aliceSignsIn(stage);
    await stage.run(['setup', '--no-input']);
    expect(await source(stage)).toMatchObject({ standing: 'proved', notes: [] });
  });
});

async function aliceSignsIn({ aws, authentik }: Stage): Promise<void> {
  const person = { user: 'alice', password: authentik.alicePassword };
  expect((await signIn({ awsEndpoint: aws.endpoint, ...person })).accepted).toBe(true);
}

/** Set up and proved by a sign-in, more than a second ago: records tell whole seconds. */
async function provedEarlier(): Promise<Stage> {
  const stage = await openStage();
  const { code, stderr } = await stage.run([...unattended]);
  expect(code, stderr).toBe(0);
  addAlice(stage);
  await aliceSignsIn(stage);
  await stage.run(['setup', '--no-input']);
  expect((await source(stage)).standing).toBe('proved');
  await setTimeout(1_200);
  return stage;
}

/** As if the word that it was done had been given long ago. */
function tellEarlier({ statePath }: Stage): void {
  const state = readFileSync(statePath, 'utf8');
  const { at } = Object(JSON.parse(state).told.identitySource);
  writeFileSync(statePath, state.replaceAll(at, '2026-01-01T00:00:00.000Z'));
}

const ENABLED = 'EnableExternalIdPConfigurationForDirectory';

function switchBack(at: Date): Record<string, unknown> {
  return {
    ...{ eventID: `event-${at.getTime()}`, eventTime: `${at.toISOString().slice(0, 19)}Z` },
    ...{ eventName: 'DisableExternalIdPConfigurationForDirectory', awsRegion: 'eu-central-1' },
    ...{ eventSource: 'sso.amazonaws.com', userIdentity: {}, readOnly: false },
  };
}

describe('new metadata of an identity provider that AWS trusts', () => {
  test('is to be given to AWS, without a new consent, and with other instructions', async () => {
    const stage = await openStage();
    await finish(stage);
    await stage.call('POST', '/crypto/certificatekeypairs/generate/', {
      ...{ common_name: 'next', subject_alt_name: '', validity_days: 400 },
    });
    const { code, stderr } = await stage.run(['setup', '--no-input', '--certificate', 'next']);
    expect(code).toBe(3);
    const told = oneLine(stderr);
    expect(told).toContain('waiting for: AWS to be given the new metadata');
    expect(told).toContain('choose "Edit IdP metadata"');
    expect(told).not.toContain('--accept-identity-source');
    expect(told).toContain(`--identity-source-done ${stage.instance.instanceId}`);
    const planned = await plannedStep(stage, 'identity-source', '--certificate', 'next');
    expect(planned.changes[0]?.object).toBe('give AWS the new metadata of authentik');
    expect(planned.notes).toEqual([]);
  });
});

describe('without CloudTrail', () => {
  test('a run goes on and says what could not be confirmed', async () => {
    const stage = await openStage({ aws: { deniedActions: ['cloudtrail:LookupEvents'] } });
    const { code, stderr } = await stage.run(['setup', '--no-input', ...answers(stage)]);
    expect(code, stderr).toBe(0);
    expect(oneLine(stderr)).toContain(
      'CloudTrail could not be read, so nothing is confirmed by it:',
    );
    const notes = noteLines(await plannedStep(stage, 'sign-in'));
    expect(notes).toEqual([expect.stringMatching(/^info: CloudTrail could not be read/)]);
    expect((await stage.run(['status'])).code).toBe(0);
  });
});
