import { commandWords } from '../settings/command-words.js';
import { allInputs } from '../settings/inputs.js';
import type { Settings } from '../settings/settings.js';

/** Inputs that say how a run behaves towards the person who is there. */
const PERSONAL = new Set([
  'yes',
  'input',
  'json',
  'quiet',
  'verbose',
  'color',
  'sandbox',
  'console',
]);

/** The command that does the same with nobody to ask. Secrets stay variables. */
export function headlessCommand({ values, sources }: Settings): string {
  const words = allInputs
    .filter(({ key }) => sources[key] === 'flag' || sources[key] === 'answer')
    .filter(({ key }) => !PERSONAL.has(key))
    .flatMap((input) => commandWords(input, values));
  return ['AUTHENTIK_TOKEN=…', 'authentik-aws', 'setup', '--no-input', ...words.map(quoted)].join(
    ' ',
  );
}

function quoted(text: string): string {
  return /^[\w@%+=:,./…-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
