import { z } from 'zod';

/** Members of a page that are no list: the SDK's own, and what leads to the next page. */
const notListed = new Set(['$metadata', 'NextToken', 'Marker', 'IsTruncated']);

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

const list = z.array(z.union([z.string(), z.custom<object>(isObject)])).nullish();

/**
 * Whether the lists of a page are lists. The SDK passes on what came, whatever its types say.
 * @throws ZodError naming the member that is none
 */
export function checkLists(page: object): void {
  for (const [name, value] of Object.entries(page)) {
    if (notListed.has(name)) continue;
    z.object({ [name]: list }).parse({ [name]: value });
  }
}
