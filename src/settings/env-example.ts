import { environmentHelp, type HelpRow, sentencesOf } from './help.js';
import { wrap } from './wrap.js';

const width = 80;

const introduction = [
  'Inputs of authentik-aws. Copy this file to .env where you run it and fill in what you need;',
  'a flag or a variable of the environment takes precedence. Keep .env out of version control.',
  'A line that begins with # does nothing.',
].join(' ');

const awsCredentials = [
  '# Credentials, where they are not in a profile or the environment already.',
  '# AWS_ACCESS_KEY_ID=',
  '# AWS_SECRET_ACCESS_KEY=',
  '# AWS_SESSION_TOKEN=',
  '',
];

function comment(text: string): readonly string[] {
  return wrap(text, width, '# ');
}

/** A switch has no example of its own: what is worth showing is how it is turned. */
function exampleOf({ kind, defaultText, example }: HelpRow): string {
  const isSwitch = kind === 'switch' || kind === 'off switch' || kind === 'choice';
  return isSwitch ? '1' : (defaultText ?? example ?? '');
}

/** A value that would be split or cut in a `.env` file stands in quotes. */
function quoted(value: string): string {
  return /[\s#'"`]/.test(value) ? `"${value}"` : value;
}

function assignment(row: HelpRow): string {
  const name = row.variables[0] ?? '';
  return row.neededToLook ? `${name}=` : `# ${name}=${quoted(exampleOf(row))}`;
}

function linesOf(row: HelpRow): readonly string[] {
  const example = row.neededToLook && row.example !== undefined ? [`As in ${row.example}.`] : [];
  return [...[...sentencesOf(row), ...example].flatMap(comment), assignment(row), ''];
}

/** The text of `.env.example`: every variable, with what it is and where its value is found. */
export function envExample(): string {
  const lists = environmentHelp().flatMap(({ group, rows }) => [
    `# --- ${group} ---`,
    '',
    ...rows.flatMap(linesOf),
    ...(group === 'AWS' ? awsCredentials : []),
  ]);
  return [...comment(introduction), '', ...lists].join('\n');
}
