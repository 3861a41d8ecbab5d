import { expect, test } from 'vitest';
import { killAt, momentsOf, troublesOf, undisturbed } from './kill-everywhere.js';
import { isWriting, sampled, upkeep } from './upkeep.js';

/** Milliseconds; about a minute for each on two processors of their own. */
const PATIENCE = 20 * 60_000;

/** Before or after reading nothing has changed, so that few of these moments tell all. */
const EVERY = 12;

test.each(upkeep)(
  'killed before or after any request that writes, $name goes on as if nothing had been',
  async (journey) => {
    const whole = await undisturbed(journey);
    const all = momentsOf(whole.requests);
    const moments = sampled(all, EVERY);
    const ended = await killAt(journey, whole, moments);
    const killed = ended.filter(({ kind }) => kind === 'killed').map(({ moment }) => moment);
    const troubles = troublesOf(ended);
    const count = (which: typeof all) => {
      const writing = which.filter(isWriting).length;
      return `${writing} around writing and ${which.length - writing} around reading`;
    };
    console.log(
      `${journey.name}: killed at ${count(killed)} of all ${count(all)}, ${troubles.length} with trouble`,
    );
    expect(troubles).toEqual([]);
    expect(killed.filter(isWriting)).toHaveLength(moments.filter(isWriting).length);
  },
  PATIENCE,
);
