import { type CommandName, commandsOnBoth, lookingCommands, upkeepCommands } from '../input.js';
import { list, onSwitch, optional } from '../row.js';
import { oneOf, textLike } from '../values/texts.js';

const group = 'This run';
const commands: readonly CommandName[] = lookingCommands;

/** What a run against the two pretended systems may choose. */
export const sandboxInputs = {
  sandbox: onSwitch({
    key: 'sandbox',
    flag: '--sandbox',
    group,
    commands,
    about: 'work on a pretended authentik and AWS on this machine',
  }),
  console: optional(
    {
      key: 'console',
      flag: '--console <who>',
      group,
      commands: ['setup', ...upkeepCommands.filter((name) => name !== 'grant')],
      about: 'who does the part in the AWS console: sandbox is a pretended person',
      example: 'sandbox',
    },
    oneOf(['sandbox']),
  ),
  authentikRelease: optional(
    {
      key: 'authentikRelease',
      flag: '--authentik-release <release>',
      group,
      commands: [...commandsOnBoth, 'sandbox'],
      about: 'release of authentik that the sandbox plays',
      example: '2025.10.4',
    },
    textLike(
      /^\d{4}\.\d{1,2}(\.\d+)?$/,
      'This is not a release of authentik',
      'Write it as in 2025.10.4.',
    ),
  ),
  faults: list(
    {
      key: 'faults',
      flag: '--fault <name>',
      group,
      commands: [...commands, 'sandbox'],
      about: 'what goes wrong in the sandbox, by name: authentik-aws help faults',
      example: 'authentik-unavailable+times=2',
    },
    textLike(
      /^[a-z]+(?:-[a-z]+)+(?:[=+][\w=+:./ -]*)?$/,
      'This is not the name of a fault',
      'See all of them: authentik-aws help faults',
    ),
  ),
};
