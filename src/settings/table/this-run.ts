import { type CommandName, commandNames, lookingCommands, upkeepCommands } from '../input.js';
import { list, offSwitch, onSwitch, optional, withDefault } from '../row.js';
import { durationWithin } from '../values/duration.js';
import { parsePath } from '../values/path.js';
import { plainText } from '../values/texts.js';

const group = 'This run';
const looking: readonly CommandName[] = lookingCommands;
const everywhere: readonly CommandName[] = commandNames;

/** How one run behaves: what it waits for, where it writes and what it shows. */
export const runInputs = {
  waitForSignIn: optional(
    {
      key: 'waitForSignIn',
      flag: '--wait-for-sign-in <duration>',
      group,
      commands: ['setup', 'rotate certificate'],
      about: 'wait this long, at most a day, for a sign-in to be seen in CloudTrail',
      example: '10m',
      unit: 'ms',
    },
    durationWithin({ min: '1s', max: '24h' }),
  ),
  outputDir: withDefault(
    {
      key: 'outputDir',
      flag: '--output-dir <folder>',
      group,
      commands: ['setup', 'plan', 'status', 'rotate certificate'],
      about: 'where the metadata and the certificate for AWS are written',
    },
    './authentik-aws-files',
    parsePath,
  ),
  state: optional(
    {
      key: 'state',
      flag: '--state <file>',
      group,
      commands: looking,
      about: 'where the run remembers what it made, instead of in the data directory of the user',
      example: './authentik-aws.json',
    },
    parsePath,
  ),
  out: optional(
    {
      key: 'out',
      flag: '--out <file>',
      group,
      commands: ['plan'],
      about: 'keep the plan, for setup --plan to do exactly that',
      example: './plan.json',
    },
    parsePath,
  ),
  plan: optional(
    {
      key: 'plan',
      flag: '--plan <file>',
      group,
      commands: ['setup'],
      about:
        'do exactly what this plan says, unasked, or nothing if something moved since; steps known later take another plan',
      example: './plan.json',
    },
    parsePath,
  ),
  timeout: withDefault(
    {
      key: 'timeout',
      flag: '--timeout <duration>',
      group,
      commands: looking,
      about: 'how long one request may take, 1s to 10m',
      unit: 'ms',
    },
    '30s',
    durationWithin({ min: '1s', max: '10m' }),
  ),
  yes: onSwitch({
    key: 'yes',
    flag: '--yes',
    group,
    commands: ['setup', ...upkeepCommands],
    about: 'carry out the plan without asking',
  }),
  dryRun: onSwitch({
    key: 'dryRun',
    flag: '--dry-run',
    group,
    commands: ['setup', ...upkeepCommands],
    about: 'show the plan and change nothing',
  }),
  ignore: list(
    {
      key: 'ignore',
      flag: '--ignore <check>',
      group,
      commands: ['doctor'],
      about: 'leave a check out, by its name',
      example: 'proxy,rights-undo',
    },
    plainText,
  ),
  redact: onSwitch({
    key: 'redact',
    flag: '--redact',
    group,
    commands: ['doctor'],
    about: 'mask hosts, accounts, ids and names of people, to paste the report into an issue',
  }),
  input: offSwitch({
    key: 'input',
    flag: '--no-input',
    group,
    commands: looking,
    about: 'ask nothing, even at a terminal',
  }),
  json: onSwitch({
    key: 'json',
    flag: '--json',
    group,
    commands: everywhere,
    about: 'print one JSON object, for machines',
  }),
  quiet: onSwitch({
    key: 'quiet',
    flag: '--quiet',
    group,
    commands: everywhere,
    about: 'print the result only, no progress',
  }),
  verbose: onSwitch({
    key: 'verbose',
    flag: '--verbose',
    group,
    commands: everywhere,
    about: 'print each request and where each input came from',
  }),
  color: offSwitch({
    key: 'color',
    flag: '--no-color',
    group,
    commands: everywhere,
    about: 'print without colours; the variable NO_COLOR does the same',
  }),
};
