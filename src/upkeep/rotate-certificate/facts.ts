import { z } from 'zod';
import { factsSchema } from '../../procedure/facts.js';

/** A key pair of authentik. */
const keySchema = z.object({
  pk: z.string(),
  name: z.string(),
  /** SHA-256 of its certificate, hexadecimal pairs joined by colons. */
  fingerprint: z.string(),
});

/** See {@link keySchema}. */
export type Key = z.infer<typeof keySchema>;

/** The vocabulary of a rotation of the signing certificate. */
export const rotationFactsSchema = z.object({
  /** What the user asks for; settled before the first step. */
  wishes: z.object({
    providerName: z.string(),
    /** The name of an existing key pair to go over to; without it one is made. */
    certificate: z.string().optional(),
    certificateDays: z.number().int(),
    /**
     * Whether to begin anew once the last rotation is finished. Without it the run goes on with one
     * that is under way, or looks back at the last one.
     */
    begin: z.enum(['when due', 'now', 'go on', 'look back']),
    /** Go on although no sign-in was seen, or one was refused. */
    withoutSignIn: z.boolean(),
    /** This run has just given up what there was to give up, and only looks back. */
    givenUp: z.literal(true).optional(),
  }),
  instance: factsSchema.shape.instance,
  /** How sign-ins work at this moment. */
  inUse: z.object({
    /** `foreign`: somebody else made it. */
    provider: z.object({ pk: z.number().int(), name: z.string(), foreign: z.boolean() }),
    slug: z.string(),
    key: keySchema,
    expires: z.date(),
    entityId: z.string(),
    /** Of the metadata; AWS must have this. */
    metadataFingerprint: z.string(),
    /** Where people sign in. */
    startUrl: z.string(),
  }),
  /** How far the rotation is. */
  course: z.object({
    from: keySchema,
    /** Absent until AWS has its certificate. */
    to: keySchema.optional(),
    importedAt: z.date().optional(),
    /** Since when authentik signs with the new one, by this machine's clock. */
    switchedAt: z.date().optional(),
    /** Seen with the key of before, when AWS had both certificates already. */
    provedBefore: factsSchema.shape.signIn.optional(),
  }),
  nextKey: keySchema.extend({ expires: z.date() }),
  certificateFile: z.object({ path: z.string() }),
  /** AWS has both certificates. */
  imported: z.object({ at: z.date() }),
  /** It was looked, or left out, whether sign-ins work with both certificates at AWS. */
  oldKeyTried: z.object({ proof: factsSchema.shape.signIn.optional() }),
  oldKeyProved: factsSchema.shape.signIn,
  /** authentik signs with the new key. */
  switched: z.object({ at: z.date(), metadataFingerprint: z.string() }),
  signIn: factsSchema.shape.signIn,
  /** The key pair that signed before is no longer in authentik. */
  oldKeyPairGone: z.object({ name: z.string() }),
  /** authentik signs with the key of before the rotation again. */
  turnedBack: z.object({ name: z.string() }),
  /** The key pair that was meant to be the next one is no longer in authentik. */
  abandoned: z.object({ name: z.string(), fingerprint: z.string() }),
});

/** See {@link rotationFactsSchema}. */
export type RotationFacts = z.infer<typeof rotationFactsSchema>;
