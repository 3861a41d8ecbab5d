import type { z } from 'zod';
import { AuthentikError } from './errors.js';
import type { Operation } from './rights.js';

/**
 * Holds an answer against the shape that this program needs; more than that is welcome. The error
 * names the places that are missing or of another type, never their values.
 */
export function parseAnswer<T>(schema: z.ZodType<T>, value: unknown, operation: Operation): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const places = result.error.issues.slice(0, 3).map((issue) => {
    const place = issue.path.map(String).join('.');
    const wrong = issue.message.replace(/^Invalid input: /, '');
    return place === '' ? wrong : `${place}: ${wrong}`;
  });
  throw new AuthentikError({
    operation,
    what: `authentik answered in an unknown form when asked to ${operation}`,
    why: `Not as expected: ${places.join('; ')}.`,
    next: [
      'Run the same command again: it looks at everything anew.',
      'If it stays, check that the address is that of authentik itself and that nothing in front rewrites answers; if authentik is newer than this program, look for a newer authentik-aws.',
    ],
  });
}
