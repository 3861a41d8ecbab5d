import { ExpectedError } from '../../basics/errors.js';

/**
 * The error for a text that cannot be used. Its parts describe what is expected and never repeat
 * the text: it may be a token that was put in the wrong place.
 */
export function invalid(what: string, next?: string): ExpectedError {
  return new ExpectedError({ what, exit: 'usage', ...(next === undefined ? {} : { next }) });
}
