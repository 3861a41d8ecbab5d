import { OutsideError } from '../basics/errors.js';

/** authentik took a write and shows something else afterwards. */
export function notAsWritten(fields: readonly string[]): OutsideError {
  return new OutsideError({
    what: `authentik did not keep what was written: ${fields.join(', ')}`,
    why: 'Somebody changed it at the same moment, or this release treats the field in its own way.',
    next: [
      'See what is set now: authentik-aws plan',
      'If it stays so, please report it with the release of authentik.',
    ],
  });
}
