import { z } from 'zod';

const schema = z.array(z.unknown());

/**
 * The members of a page's list. AWS sends the list even when it is empty, so that a page without
 * one is not AWS's: to take it for empty would mean that nobody is there.
 *
 * @throws ZodError, which is explained like every answer that is not AWS's
 */
export function listed<Item>(items: readonly Item[] | undefined): readonly Item[] {
  schema.parse(items);
  return items ?? [];
}
