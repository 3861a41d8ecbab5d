import { expect, test } from 'vitest';
import { recordedReleases } from '../../src/sandbox/authentik/index.js';
import { openStage, stateOf } from './stage.js';
import { everythingIn, setUp, undoAll, usersInAws } from './undoing.js';

test.each([...recordedReleases, '2023.5.6', '2026.5.0', '2026.8.3'])(
  'on authentik %s a set-up is taken apart without a trace, and setup begins anew',
  async (release) => {
    const stage = await openStage({ authentik: { release } });
    const atFirst = await everythingIn(stage);
    for (let round = 1; round <= 2; round += 1) {
      await setUp(stage);
      const people = usersInAws(stage);
      const { code, stderr } = await undoAll(stage);
      expect(code, stderr).toBe(0);
      await stage.authentik.settled();
      expect(await everythingIn(stage)).toEqual(atFirst);
      expect(usersInAws(stage)).toEqual(people);
      expect(stateOf(stage)?.things).toEqual({});
    }
  },
);
