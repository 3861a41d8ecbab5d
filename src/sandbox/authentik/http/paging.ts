import { has } from '../releases.js';
import type { Value } from '../world/row.js';
import { Refusal } from './answers.js';
import type { View } from './endpoint.js';

/** A page of a list, before its objects are written out. */
export interface Page<Item> {
  items: Item[];
  /** Wraps what became of the items in authentik's envelope. */
  envelope(results: Value[]): Value;
}

/**
 * Cuts the page that `page` and `page_size` ask for. Until 2025.10 a page holds 100 and can be of
 * any size; from 2025.12 it holds 20 and at most 100. Throws 404 for a page that is not there.
 */
export function paginate<Item>(items: readonly Item[], view: View): Page<Item> {
  const size = pageSize(view);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const current = pageNumber(view, pages);
  const start = (current - 1) * size;
  const cut = items.slice(start, start + size);
  const pagination = {
    next: current < pages ? current + 1 : 0,
    previous: current - 1,
    count: items.length,
    current,
    total_pages: pages,
    start_index: items.length === 0 ? 0 : start + 1,
    end_index: start + cut.length,
  };
  const extra = has(view.world.release, 'autocomplete') ? { autocomplete: {} } : {};
  return { items: cut, envelope: (results) => ({ pagination, results, ...extra }) };
}

function pageSize({ world, query }: View): number {
  const capped = has(world.release, 'pageCap');
  const asked = Number(query.get('page_size'));
  if (!Number.isInteger(asked) || asked < 1) return capped ? 20 : 100;
  return capped ? Math.min(asked, 100) : asked;
}

function pageNumber({ query }: View, pages: number): number {
  const asked = query.get('page') ?? '1';
  const page = asked === 'last' ? pages : Number(asked);
  if (!Number.isInteger(page) || page < 1 || page > pages) {
    throw new Refusal(404, { detail: 'Invalid page.' });
  }
  return page;
}
