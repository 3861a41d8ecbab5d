import type { ScimAnswer } from './answer.js';
import type { OperationCall } from './call.js';
import { invalidRequest } from './errors.js';
import { schemas } from './rules.js';

/** The most results on a page, and how many there are unless fewer are asked for (SCIM developer guide, listusers). */
const MOST_RESULTS = 100;

/** What AWS does not support (same page). That it refuses them is assumed; it may read over them. */
const unsupported = ['startIndex', 'attributes', 'excludedAttributes', 'sortBy', 'sortOrder'];

/**
 * Answers with a list. With `cursor`, empty for the first page, the caller pages; without it AWS
 * shows one page, and `totalResults` counts that page alone.
 */
export function listAnswer<Item>(
  { query, pageSize }: Pick<OperationCall, 'query' | 'pageSize'>,
  items: readonly Item[],
  resourceOf: (item: Item) => Record<string, unknown>,
): ScimAnswer {
  const refused = unsupported.find((name) => query.has(name));
  if (refused !== undefined) throw invalidRequest(`Unsupported query parameter ${refused}`);
  const count = readCount(query.get('count'));
  const cursor = query.get('cursor');
  if (cursor === null) return onePage(items.slice(0, count).map(resourceOf));
  const filter = query.get('filter') ?? '';
  const start = cursor === '' ? 0 : placeOf(cursor, filter);
  // AWS may answer fewer than asked for, so the sandbox does, and callers have to page.
  const end = start + Math.min(count, pageSize);
  const resources = items.slice(start, end).map(resourceOf);
  const nextCursor = end < items.length ? cursorOf(end, filter) : undefined;
  return {
    status: 200,
    body: {
      itemsPerPage: resources.length,
      nextCursor,
      schemas: [schemas.list],
      Resources: resources,
    },
  };
}

function onePage(resources: readonly Record<string, unknown>[]): ScimAnswer {
  const number = resources.length;
  const counts = { totalResults: number, itemsPerPage: number, startIndex: 1 };
  return { status: 200, body: { ...counts, schemas: [schemas.list], Resources: resources } };
}

function readCount(text: string | null): number {
  if (text === null) return MOST_RESULTS;
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= MOST_RESULTS) return count;
  throw invalidRequest(`Value at 'count' must be from 1 to ${MOST_RESULTS}`);
}

/** A cursor belongs to its filter: AWS refuses another one between two pages. */
function cursorOf(place: number, filter: string): string {
  return Buffer.from(JSON.stringify([place, filter])).toString('base64url');
}

function placeOf(cursor: string, filter: string): number {
  const [, place] = /^\[(\d+),/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (place !== undefined && cursorOf(Number(place), filter) === cursor) return Number(place);
  throw invalidRequest('Invalid cursor');
}
