import { expect, test } from 'vitest';
import { killAt, momentsOf, troublesOf, undisturbed } from './kill-everywhere.js';
import { settingUp } from './setting-up.js';

/** Milliseconds; about five minutes on two processors of their own. */
const PATIENCE = 30 * 60_000;

test(
  'killed before or after any of its requests, setting up goes on as if nothing had been',
  async () => {
    const whole = await undisturbed(settingUp);
    const moments = momentsOf(whole.requests);
    const ended = await killAt(settingUp, whole, moments);
    const killed = ended.filter(({ kind }) => kind === 'killed');
    const troubles = troublesOf(ended);
    console.log(
      `${settingUp.name}: ${whole.requests.length} requests, killed at ${killed.length} of ${moments.length} moments, ${troubles.length} with trouble`,
    );
    expect(troubles).toEqual([]);
    expect(killed.length).toBeGreaterThan(moments.length * 0.9);
  },
  PATIENCE,
);
