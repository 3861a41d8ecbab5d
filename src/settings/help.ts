import { type Group, groups, type InputKind } from './input.js';
import { type AnyInput, allInputs, variablesOf } from './inputs.js';
import { wrap } from './wrap.js';

const width = 80;

/** One input, as help shows it. */
export interface HelpRow {
  readonly variables: readonly string[];
  readonly flag: string;
  readonly about: string;
  readonly where: string | undefined;
  readonly defaultText: string | undefined;
  readonly example: string | undefined;
  readonly kind: InputKind;
  readonly neededToLook: boolean;
}

/** The inputs under one heading. */
export interface HelpGroup {
  readonly group: Group;
  readonly rows: readonly HelpRow[];
}

/** What must be known of all inputs to use any of them; one paragraph each. */
const paragraphs: readonly string[] = [
  'Each input is taken from the first place that has it: its flag, the environment, the file .env of the working directory, what an earlier run has saved, the answer to a question at a terminal, its default. An empty variable counts as not given.',
  'A switch is on with 1, true, yes or on, and off with 0, false, no or off. A duration is a number with its unit: 90s, 10m, 1h30m. A list has commas in a variable; its flag is repeated instead.',
  'A secret is never the value of a flag: its flag names a file, and - reads standard input.',
  'AWS credentials are found as the AWS SDK finds them: AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the role of the machine. These variables may stand in .env as well; those of the environment win, all together.',
];

function rowOf(input: AnyInput): HelpRow {
  return {
    variables: variablesOf(input),
    flag: input.flag,
    about: input.about,
    where: input.where,
    defaultText: input.defaultText,
    example: input.example,
    kind: input.kind,
    neededToLook: input.neededToLook,
  };
}

/** All inputs by heading, for help and for the documentation. */
export function environmentHelp(): readonly HelpGroup[] {
  return groups.map((group) => ({
    group,
    rows: allInputs.filter((input) => input.group === group).map(rowOf),
  }));
}

/** What a row says of an input in sentences: what it is, whether it is needed, where it is found. */
export function sentencesOf(row: HelpRow): readonly string[] {
  const about = row.about.charAt(0).toUpperCase() + row.about.slice(1);
  const marks = [
    ...(row.kind === 'secret' ? ['secret'] : []),
    ...(row.kind === 'list' ? ['several with commas'] : []),
    ...(row.neededToLook ? ['needed'] : []),
    ...(row.defaultText === undefined ? [] : [`default: ${row.defaultText}`]),
  ];
  const first = marks.length === 0 ? `${about}.` : `${about} (${marks.join('; ')}).`;
  return row.where === undefined ? [first] : [first, row.where];
}

function linesOf(row: HelpRow): readonly string[] {
  const names = row.variables.join(', ');
  return [
    ...(names.length + row.flag.length + 6 <= width
      ? [`  ${names}  ${row.flag.padStart(width - names.length - 4)}`]
      : [`  ${names}`, `  ${row.flag.padStart(width - 2)}`]),
    ...sentencesOf(row).flatMap((sentence) => wrap(sentence, width, '      ')),
  ];
}

/** The text of `help environment`: 80 columns, no colour. */
export function environmentHelpText(): string {
  const introduction = paragraphs.flatMap((text) => [...wrap(text, width, ''), '']);
  const lists = environmentHelp().flatMap(({ group, rows }) => [
    group,
    ...rows.flatMap(linesOf),
    '',
  ]);
  return [...introduction, ...lists].join('\n');
}
