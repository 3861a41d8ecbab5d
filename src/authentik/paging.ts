import { z } from 'zod';
import { AuthentikError } from './errors.js';
import { parseAnswer } from './parse.js';
import type { Operation } from './rights.js';

/** From 2025.12 a page has 20 rows unless asked, and never more than this. */
export const rowsOnAPage = 100;

/** A million rows: whoever sends further pages is not listing objects of one authentik. */
const mostPages = 10_000;

/** `next` is the number of the next page, 0 on the last one; seen on all recorded releases. */
const pageSchema = z.object({
  pagination: z.object({ next: z.int().nonnegative() }),
  results: z.array(z.unknown()),
});

/**
 * Walks a list to its end, since no release promises to give it whole. `readPage` gives the body
 * of a page, or undefined when there is no such page: rows that went away in the meantime can
 * shorten the list, so that is its end.
 */
export async function* eachRow<T>(
  readPage: (page: number) => Promise<unknown>,
  operation: Operation,
  schema: z.ZodType<T>,
): AsyncGenerator<T> {
  let page = 1;
  for (let pages = 0; page !== 0; pages += 1) {
    if (pages === mostPages) throw hasNoEnd(operation);
    const body = await readPage(page);
    if (body === undefined && page > 1) return;
    const { pagination, results } = parseAnswer(pageSchema, body, operation);
    for (const row of results) yield parseAnswer(schema, row, operation);
    if (pagination.next !== 0 && pagination.next <= page) throw goesInCircles(operation);
    page = pagination.next;
  }
}

function goesInCircles(operation: Operation): AuthentikError {
  return endless(operation, 'A page names itself or an earlier one as the next.');
}

function hasNoEnd(operation: Operation): AuthentikError {
  return endless(operation, `It goes on after ${mostPages.toLocaleString('en')} pages.`);
}

function endless(operation: Operation, why: string): AuthentikError {
  return new AuthentikError({
    operation,
    what: `authentik's list has no end when asked to ${operation}`,
    why,
    next: 'Check that nothing in front of authentik caches or rewrites the answers of its API.',
  });
}
