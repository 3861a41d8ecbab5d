import { ExpectedError } from '../basics/errors.js';
import { hide } from '../basics/secret.js';
import { flagName, optionKey } from './flag-name.js';
import { type AnyInput, allInputs } from './inputs.js';
import type { InvalidInput } from './invalid-inputs.js';

/**
 * The flag that would hold a secret itself: `--authentik-token`. It is known only to be refused
 * with the way to do it, since every user of a machine can read the command lines of the others.
 */
export function refusedFlagOf(input: AnyInput): string | undefined {
  return input.kind === 'secret' ? `--${flagName(input.flag).replace(/-file$/, '')}` : undefined;
}

/** The way to give a secret, as one sentence. */
export function howToPass({ variable, flag }: AnyInput): string {
  return `Set the variable ${variable}, or name a file with ${flag} (- reads standard input).`;
}

function refusal(input: AnyInput, label: string): InvalidInput {
  const error = new ExpectedError({
    what: 'A secret is never the value of a flag',
    why: 'Other users of this machine and the history of the shell would show it',
    next: [howToPass(input), 'Make a new secret if others can have seen this one.'],
    exit: 'usage',
  });
  return { label, error };
}

/** Every secret that was given as the value of a flag, as trouble that never repeats it. */
export function refusedFlags(flags: Readonly<Record<string, unknown>>): readonly InvalidInput[] {
  return allInputs.flatMap((input) => {
    const flag = refusedFlagOf(input);
    const value = flag === undefined ? undefined : flags[optionKey(flag)];
    if (flag === undefined || value === undefined) return [];
    // Known to `redact` from here on, should a dump of the arguments come to be printed.
    if (typeof value === 'string') hide(value);
    return [refusal(input, flag)];
  });
}
