import { z } from 'zod';
import type { Client } from './client.js';

/** A flow of authentik: what a user goes through, for example when consenting or signing out. */
export interface Flow {
  /** UUID; what a provider refers to. */
  readonly pk: string;
  readonly slug: string;
  readonly name: string;
  /** What it is for, for example `authorization` or `invalidation`. */
  readonly designation: string;
}

/** Reads flows. */
export interface Flows {
  bySlug(slug: string): Promise<Flow | undefined>;
  /** The first one of a designation in the order of slugs, when the usual ones were removed. */
  firstOf(designation: string): Promise<Flow | undefined>;
}

const flowSchema = z.object({
  pk: z.string(),
  slug: z.string(),
  name: z.string(),
  designation: z.string(),
});

/** Flows, as `/flows/instances/` gives them on every release. */
export function flows(client: Client): Flows {
  const question = { operation: 'look up flows', path: '/flows/instances/' } as const;
  return {
    bySlug: (slug) =>
      client.firstRow({ ...question, query: { slug } }, flowSchema, (flow) => flow.slug === slug),
    firstOf: (designation) =>
      client.firstRow(
        { ...question, query: { designation, ordering: 'slug' } },
        flowSchema,
        (flow) => flow.designation === designation,
      ),
  };
}
