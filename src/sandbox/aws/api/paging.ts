import { z } from 'zod';
import { invalid } from './errors.js';

/** The two members by which a caller pages. */
export const pagingInput = {
  MaxResults: z.int().min(1).max(100).optional(),
  NextToken: z.string().optional(),
};

/** What of a call's input decides the page, and how many items the sandbox gives at most. */
export interface PageWish {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
  pageSize: number;
}

/** One page of items. `NextToken` is there when more follow. */
export interface ItemPage<Item> {
  items: Item[];
  NextToken?: string;
}

/**
 * The page of a list that a call asks for. AWS may answer fewer items than asked for, and the
 * sandbox does as soon as `pageSize` is smaller; throws a ValidationException for a foreign token.
 */
export function pageOf<Item>(all: readonly Item[], wish: PageWish): ItemPage<Item> {
  const start = wish.NextToken === undefined ? 0 : readPageToken(wish.NextToken);
  if (start === undefined) throw invalid('The provided NextToken is invalid.');
  const end = start + Math.min(wish.MaxResults ?? wish.pageSize, wish.pageSize);
  const items = all.slice(start, end);
  return end < all.length ? { items, NextToken: pageToken(end) } : { items };
}

/** Wraps the place where the next page starts; callers must not read it. */
export function pageToken(start: number): string {
  return Buffer.from(`page:${start}`).toString('base64url');
}

/** The place that a token stands for; undefined when it is not one of ours. */
export function readPageToken(token: string): number | undefined {
  const place = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  return place === undefined ? undefined : Number(place);
}
