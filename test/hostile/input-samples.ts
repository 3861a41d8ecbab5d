import { flagName } from '../../src/settings/flag-name.js';
import type { AnyInput, InputKey } from '../../src/settings/inputs.js';
import { samples } from '../settings/samples.js';

/** Two texts of an input, so that it can be seen which of two places won, and none that it takes. */
export interface Texts {
  readonly first: string;
  readonly second: string;
  /** Undefined where every text is taken, such as for the name of a file. */
  readonly wrong: string | undefined;
}

/** Made-up tokens, longer than what `redact` lets stand. */
export const tokens: Texts = {
  first: 'made-up-token-one',
  second: 'made-up-token-two',
  wrong: 'two words',
};

/** What an input refuses: a line break in a name, and for everything else what is of no form. */
function wrongFor({ key, kind }: AnyInput): string | undefined {
  // Which checks there are is known to `doctor` alone.
  if (key === 'ignore') return undefined;
  const isPath = ['spMetadata', 'outputDir', 'state', 'out', 'plan', 'inlinePolicy'];
  if (isPath.includes(key)) return 'no\0path';
  const isName = [
    ...['applicationName', 'providerName', 'certificate', 'groups', 'profile'],
    ...['toGroup', 'toUser', 'confirm', 'accounts', 'policies', 'customerPolicies'],
  ];
  if (isName.includes(key)) return 'two\nlines';
  return kind === 'text' ? 'not, of any form!' : 'perhaps';
}

/** The texts that a test gives to an input; a row of the table without a sample does not compile. */
export function textsOf(input: AnyInput): Texts {
  if (input.kind === 'secret') return tokens;
  const { first, second } = sampleOf(input.key);
  return { first: first.text, second: second.text, wrong: wrongFor(input) };
}

function sampleOf(key: InputKey) {
  if (key === 'authentikToken' || key === 'scimToken') throw new Error(`${key} is a secret`);
  return samples[key];
}

/** The words of a command line that give an input a text; those of a secret name its file. */
export function flagWords(input: AnyInput, text: string, file: string): string[] {
  const flag = `--${flagName(input.flag)}`;
  if (input.kind === 'secret') return [flag, file];
  if (input.kind === 'switch' || input.kind === 'off switch' || input.kind === 'choice')
    return [flag];
  const texts = input.kind === 'list' ? text.split(',').filter((part) => part.trim()) : [text];
  return texts.flatMap((one) => [flag, one]);
}
