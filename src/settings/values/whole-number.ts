import { invalid } from './invalid.js';

/**
 * A reader for whole numbers within limits, both allowed.
 * @returns a function that throws ExpectedError (`usage`)
 */
export function wholeNumber(min: number, max: number): (text: string) => number {
  const next = `Write a whole number from ${min} to ${max}.`;
  return (text) => {
    if (!/^\d{1,9}$/.test(text.trim())) throw invalid('This is not a whole number', next);
    const value = Number(text);
    if (value < min) throw invalid('This number is too small', next);
    if (value > max) throw invalid('This number is too large', next);
    return value;
  };
}
