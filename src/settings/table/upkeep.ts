import { optional } from '../row.js';
import { wholeNumber } from '../values/whole-number.js';

const group = 'This run';

/** What the commands that keep a set-up running take beside what all take. */
export const upkeepInputs = {
  maxRemovals: optional(
    {
      key: 'maxRemovals',
      flag: '--max-removals <number>',
      group,
      commands: ['reconcile'],
      about: 'end nothing when more memberships than this would be ended',
      example: '20',
    },
    wholeNumber(0, 1_000_000),
  ),
};
