import { z } from 'zod';
import { factsSchema } from '../../procedure/facts.js';

/** The vocabulary of a rotation of the access token for SCIM. No token is among it. */
export const tokenFactsSchema = z.object({
  /** What the user asks for; settled before the first step. */
  wishes: z.object({
    providerName: z.string(),
    /** Begin anew although the last rotation is finished. */
    another: z.boolean(),
  }),
  instance: factsSchema.shape.instance,
  /** The SCIM provider, and where it sends to. */
  scim: z.object({
    provider: z.object({ pk: z.number().int(), name: z.string() }),
    endpoint: z.string(),
    tenant: z.string(),
    /** The application that it works for. */
    slug: z.string(),
  }),
  /** How far the rotation is. */
  course: z.object({
    /** Since when the token in authentik is valid, as far as known. */
    tokenAt: z.date().optional(),
    /** AWS refuses it. */
    refused: z.boolean().optional(),
    triedAt: z.date().optional(),
    puttingAt: z.date().optional(),
    replacedAt: z.date().optional(),
    syncBefore: z.date().optional(),
    oldTokenAt: z.date().optional(),
    provedBy: z.enum(['arrival', 'trail', 'log']).optional(),
    deletedAt: z.date().optional(),
  }),
  /** AWS accepts it; it is held in memory alone. */
  secondToken: z.object({ triedAt: z.date() }),
  /** Every sync since then, by AWS's clock, goes out with the second token. */
  inAuthentik: z.object({
    at: z.date(),
    /** When the sync before had ended, by authentik's clock. */
    syncBefore: z.date().optional(),
    /** What had not arrived in AWS when authentik got it; unknown after a run that was stopped. */
    missingBefore: z.number().optional(),
  }),
  syncProved: z.object({ by: z.enum(['arrival', 'trail', 'log']) }),
  oldTokenGone: z.object({ at: z.date() }),
});

/** See {@link tokenFactsSchema}. */
export type TokenFacts = z.infer<typeof tokenFactsSchema>;
