import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answers, applicationOf, finish, providerOf } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import { plannedStep } from './seen-plan.js';
import { openStage, type Stage, stateOf } from './stage.js';

const accept = '--accept-adopted-changes';
const setUp = (stage: Stage, ...flags: string[]) =>
  stage.run(['setup', '--no-input', '--yes', ...answers(stage), ...flags]);

describe('what somebody else made', () => {
  test('keeps a first run from making anything, until somebody agrees to its change', async () => {
    const stage = await openStage();
    await stage.call('POST', '/core/applications/', { name: 'Amazon', slug: 'aws' });
    stage.writes();
    const first = await setUp(stage);
    expect(first.code).toBe(3);
    const told = oneLine(first.stderr);
    expect(told).toContain('application "aws", made by somebody else in a later step');
    expect(told).toContain('application "aws" (provider none → AWS IAM Identity Center)');
    expect(told).toContain(accept);
    expect(stage.writes()).toEqual([]);
    expect((await setUp(stage, accept)).code).toBe(0);
    expect(await applicationOf(stage)).toMatchObject({ name: 'Amazon' });
  });

  test('is marked in the plan, in --json as well', async () => {
    const stage = await openStage();
    await finish(stage);
    const { pk } = await providerOf(stage);
    const state = Object(stateOf(stage));
    delete state.things['saml-provider'];
    writeFileSync(stage.statePath, JSON.stringify(state));
    await stage.call('PATCH', `/providers/saml/${pk}/`, { audience: 'urn:wrong' });
    const { changes } = await plannedStep(stage, 'saml-provider');
    expect(changes).toMatchObject([{ action: 'update', foreign: true }]);
    const { stdout } = await stage.run(['plan']);
    expect(oneLine(stdout)).toContain('SAML provider "AWS IAM Identity Center", made by somebody');
    stage.writes();
    expect((await setUp(stage)).code).toBe(3);
    expect(stage.writes()).toEqual([]);
    expect((await setUp(stage, accept)).code).toBe(0);
    expect(stateOf(stage)).toMatchObject({
      things: { 'saml-provider': { origin: 'adopted', id: String(pk) } },
    });
  });
});

test('what was saved as about to be made is ours, though the run was killed before it knew the key', async () => {
  const stage = await openStage();
  await finish(stage);
  const text = readFileSync(stage.statePath, 'utf8');
  const state = JSON.parse(text);
  const { id: _id, ...rest } = state.things['saml-provider'];
  state.things['saml-provider'] = { ...rest, origin: 'intended' };
  writeFileSync(stage.statePath, JSON.stringify(state));
  const { pk } = await providerOf(stage);
  await stage.call('PATCH', `/providers/saml/${pk}/`, { audience: 'urn:wrong' });
  await finish(stage);
  expect(stateOf(stage)).toMatchObject({ things: { 'saml-provider': { origin: 'made' } } });
});
