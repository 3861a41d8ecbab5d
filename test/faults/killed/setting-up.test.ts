import { expect, test } from 'vitest';
import { killAt, momentsOf, troublesOf, undisturbed } from './kill-everywhere.js';
import { settingUp } from './setting-up.js';
import type { Moment } from './trap.js';

/** Where most is at stake; setting-up.fault.ts goes through all moments. */
const SAMPLE = [
  'after authentik: POST /api/v3/policies/bindings/',
  'after the console: POST /console/settings/identity-source/review/ID',
  'after the console: POST /console/settings/provisioning/enable',
  'before authentik: POST /api/v3/providers/scim/',
  'after authentik: PATCH /api/v3/providers/scim/2/',
];

const inSample = ({ when, to, what }: Moment) => SAMPLE.includes(`${when} ${to}: ${what}`);

test('killed at a critical request, setting up goes on as if nothing had been', async () => {
  const whole = await undisturbed(settingUp);
  const moments = momentsOf(whole.requests).filter(inSample);
  const ended = await killAt(settingUp, whole, moments);
  expect(troublesOf(ended)).toEqual([]);
  expect(ended.map(({ kind }) => kind)).toEqual(SAMPLE.map(() => 'killed'));
}, 120_000);
