import { z } from 'zod';

/** A point in time, which authentik writes as ISO 8601 with microseconds. */
export const timeSchema = z
  .string()
  .transform((text) => new Date(text))
  .pipe(z.date());
