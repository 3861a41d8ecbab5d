import { invalid } from './invalid.js';

/**
 * Text as it was given, without the white space around it.
 * @throws ExpectedError (`usage`) when nothing is left
 */
export function plainText(text: string): string {
  const value = text.trim();
  if (value === '') throw invalid('This is empty', 'Give a value, or leave it out altogether.');
  return value;
}

/**
 * A name as authentik shows it in lists: one line.
 * @throws ExpectedError (`usage`) for nothing or for control characters
 */
export function nameText(text: string): string {
  const value = plainText(text);
  if (/\p{Cc}/u.test(value)) {
    throw invalid('This name holds a line break or another control character');
  }
  return value;
}

/**
 * A reader for texts of one known form.
 * @param what says what the text is not, as a sentence
 * @returns a function that throws ExpectedError (`usage`)
 */
export function textLike(form: RegExp, what: string, next: string): (text: string) => string {
  return (text) => {
    const value = plainText(text);
    if (!form.test(value)) throw invalid(what, next);
    return value;
  };
}

/**
 * A reader for one of a few words.
 * @returns a function that throws ExpectedError (`usage`)
 */
export function oneOf<const W extends string>(words: readonly W[]): (text: string) => W {
  return (text) => {
    const word = words.find((candidate) => candidate === plainText(text));
    if (word === undefined) {
      throw invalid('This is not one of the choices', `Write ${words.join(' or ')}.`);
    }
    return word;
  };
}
