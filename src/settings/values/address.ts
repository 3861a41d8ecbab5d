import { invalid } from './invalid.js';
import { plainText } from './texts.js';

/** What copying leaves around an address. */
const wrapping = /^[<"'`]+|[>"'`]+$/g;

/**
 * A reader for one address of AWS or several, as they are copied from the console. Whether they are
 * AWS's and belong to the instance can only be told once that is known; but what is no web address
 * at all may be a token that was put here, and gets no further.
 * @param where the place that shows the right one, as one sentence
 * @returns a function that throws ExpectedError (`usage`)
 */
export function addressFrom(where: string): (text: string) => string {
  return (text) => {
    const value = plainText(text);
    const faults = value.split(/[\s,;]+/).map((word) => faultOf(word.replaceAll(wrapping, '')));
    const fault = faults.find((one) => one !== undefined);
    if (fault !== undefined) throw invalid(fault, where);
    return value;
  };
}

function faultOf(address: string): string | undefined {
  if (address === '') return undefined;
  if (/[\p{Cc}\p{Cf}]/u.test(address)) return 'This address holds a character that cannot be seen';
  const [, authority] = /^https?:\/\/([^/?#]*)/i.exec(address) ?? [];
  if (authority === undefined) return 'This is not an address that begins with https://';
  return authority.includes('@') ? 'This address holds a user name or a password' : undefined;
}
