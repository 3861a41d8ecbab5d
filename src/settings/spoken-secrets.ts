import { ExpectedError } from '../basics/errors.js';
import { hide } from '../basics/secret.js';
import { flagName } from './flag-name.js';
import { allInputs } from './inputs.js';
import { nearest } from './nearest.js';
import { howToPass, refusedFlagOf } from './refused-flags.js';

/** Names of flags that would hold a secret of AWS; the SDK finds credentials by itself. */
const ofAws = ['aws-secret-access-key', 'aws-access-key-id', 'aws-session-token', 'aws-password'];

const inAws =
  'Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where there is one, AWS_SESSION_TOKEN, or name a profile with --profile.';

/** Words that a flag has in its name when its value is a secret. */
const telling =
  /(?:^|-)(?:token|secret|passw(?:or)?d|passphrase|pwd|credentials?|bearer|(?:api|access)-?key)/i;

/**
 * The refusal of a command line that holds a secret under a flag of no command: a misspelt one, or
 * one that other programs have. It never repeats the value, and hides it from whatever is printed
 * after. Undefined for a command line without one.
 */
export function refuseSpokenSecret(argv: readonly string[]): ExpectedError | undefined {
  const at = argv.findIndex((word) => holdsSecret(word));
  if (at === -1) return undefined;
  const [flag = '', ...inline] = (argv[at] ?? '').split('=');
  const following = argv[at + 1] ?? '';
  hide(inline.length > 0 ? inline.join('=') : following);
  return new ExpectedError({
    what: `${flag} cannot be used`,
    why: 'A secret is never the value of a flag: other users of this machine and the history of the shell would show it.',
    next: [wayFor(flag), 'Make a new secret if others can have seen this one.'],
    exit: 'usage',
  });
}

/** Whether a word of the command line may be repeated in a message: a secret is no plain word. */
export function isPlainWord(word: string): boolean {
  return /^[a-z][a-z-]{0,23}$/.test(word);
}

function holdsSecret(word: string): boolean {
  const name = /^--([^=]+)/.exec(word)?.[1];
  if (name === undefined || known.has(name)) return false;
  return (
    telling.test(name) || secretFlags.includes(nearest(name, [...known, ...secretFlags]) ?? '')
  );
}

function wayFor(flag: string): string {
  const meant = nearest(flagName(flag), secretFlags) ?? '';
  if (ofAws.includes(meant) || /aws|access-?key/i.test(flag)) return inAws;
  const secrets = allInputs.filter(({ kind }) => kind === 'secret');
  const input = secrets.find((each) => refusedFlagOf(each) === `--${meant}`);
  return (input === undefined ? secrets : [input]).map(howToPass).join(' ');
}

/** Those that may be given: the names of files, and all that is no secret. */
const known = new Set([...allInputs.map(({ flag }) => flagName(flag)), 'password-file']);

const secretFlags = [
  ...allInputs.flatMap((input) => refusedFlagOf(input)?.replace(/^--/, '') ?? []),
  ...ofAws,
];
