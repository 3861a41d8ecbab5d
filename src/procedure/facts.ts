import { z } from 'zod';

/**
 * The vocabulary of the procedure: every fact that one step gives and another needs, each name
 * once. None is secret; all can be printed and saved.
 */
export const factsSchema = z.object({
  /** What the user asks for; settled before the first step. */
  wishes: z.object({
    application: z.object({
      slug: z.string(),
      name: z.string(),
      /** Whether somebody asked for this name, rather than leaving it to the default. */
      isNamed: z.boolean().optional(),
    }),
    providerName: z.string(),
    /** The name of an existing key pair; without it a dedicated one is made. */
    certificate: z.string().optional(),
    certificateDays: z.number().int(),
    groups: z.array(z.string()),
  }),
  instance: z.object({
    instanceArn: z.string(),
    /** `ssoins-…` */
    id: z.string(),
    identityStoreId: z.string(),
    region: z.string(),
    ownerAccountId: z.string(),
    createdDate: z.date().optional(),
    /** Origin of what plays AWS on this machine; absent for AWS itself. */
    playedBy: z.string().optional(),
    /** AWS's entity ID, derived: what the audience of every assertion must be. */
    issuer: z.string(),
    /** The access portal's default addresses, derived. */
    portals: z.object({ classic: z.string(), ipv4: z.string(), dualStack: z.string() }),
  }),
  serviceProvider: z.object({
    acsUrl: z.string(),
    issuer: z.string(),
    /** Why this ACS URL, as a sentence. */
    because: z.string(),
    /** The ACS URLs that were not chosen, and what each is for. */
    others: z.array(z.object({ url: z.string(), purpose: z.string() })),
  }),
  signingKey: z.object({ pk: z.string(), name: z.string(), fingerprint: z.string() }),
  /** The provider exists; its settings may still be on their way. */
  samlProvider: z.object({ pk: z.number().int(), name: z.string() }),
  /** The provider is as it should be: what it calls itself and what it signs with. */
  identityProvider: z.object({ entityId: z.string(), fingerprint: z.string() }),
  application: z.object({
    pk: z.string(),
    slug: z.string(),
    launchUrl: z.string(),
    /** The groups that may open it; none: everyone, or whom a policy lets in. */
    groupNames: z.array(z.string()),
  }),
  identityProviderMetadata: z.object({
    entityId: z.string(),
    /** Changes when AWS must be given the metadata anew, and only then. */
    fingerprint: z.string(),
    metadataPath: z.string(),
    certificatePath: z.string(),
    certificateValidFrom: z.date(),
    certificateExpires: z.date(),
  }),
  /**
   * The identity source is this identity provider, as of `at`. No sign-in before `signingSince`
   * can have been made with its certificate, where that is known.
   */
  identitySource: z.object({
    fingerprint: z.string(),
    at: z.date(),
    signingSince: z.date().optional(),
    /**
     * When CloudTrail last saw a switch to or away from an identity provider: no sign-in before it
     * proves that this one is asked now.
     */
    sourceChangedAt: z.date().optional(),
  }),
  accessPortal: z.object({ url: z.string(), derived: z.boolean() }),
  startUrl: z.string(),
  /** Where authentik sends users and groups. The token that goes with it is no fact. */
  provisioning: z.object({ endpoint: z.string() }),
  scimMapping: z.object({ pk: z.string(), name: z.string() }),
  scimProvider: z.object({ pk: z.number().int(), name: z.string() }),
  /** The application whose backchannel provider the SCIM provider is: only then does it sync. */
  backchannel: z.object({ slug: z.string() }),
  /** What had arrived in AWS when the first sync was judged. */
  firstSync: z.object({
    at: z.date(),
    /** By SCIM: without those made by hand whom this release does not take over. */
    users: z.number(),
    byHand: z.number(),
    groups: z.number(),
    /** Users, groups and memberships that had not arrived. */
    missing: z.number(),
  }),
  signIn: z.object({ at: z.date(), userName: z.string(), eventId: z.string() }),
});

/** See {@link factsSchema}. */
export type Facts = z.infer<typeof factsSchema>;

/** A key pair of authentik, as a rotation remembers it. */
const rememberedKey = z.object({ pk: z.string(), name: z.string(), fingerprint: z.string() });

/** A sign-in that CloudTrail showed. */
const rememberedSignIn = z.object({ at: z.string(), userName: z.string(), eventId: z.string() });

const rememberedRotation = z.object({
  from: rememberedKey,
  to: rememberedKey,
  /** When a person said that AWS has the new one. */
  importedAt: z.string(),
  /** When authentik began to sign with it; absent before, and after turning back. */
  switchedAt: z.string().optional(),
  /** With the key of before, when AWS had both already. */
  provedBefore: rememberedSignIn.optional(),
});

/** What was told by a person and is remembered between runs. */
export const toldSchemas = {
  serviceProvider: factsSchema.shape.serviceProvider,
  accessPortal: z.object({ url: z.string() }),
  identitySource: z.object({
    fingerprint: z.string(),
    entityId: z.string(),
    /** Other metadata that AWS takes as well: it trusts several certificates at once. */
    alsoTrusted: z.array(z.string()).default([]),
    /** When authentik began to sign with the certificate of `fingerprint`, after a rotation. */
    signingSince: z.string().optional(),
  }),
  /** The last rotation of the signing certificate, from the moment that AWS has both. */
  certificateRotation: rememberedRotation,
  /** The one before, as it was when another one took its place: it counts again if that is given up. */
  finishedRotation: rememberedRotation.extend({ alsoTrusted: z.array(z.string()) }),
  /** That somebody was shown how to switch, whether he then did or not. */
  identitySourceAsked: z.object({ fingerprint: z.string() }),
  /** Whether provisioning by SCIM is wanted, as somebody said at a terminal or by a flag. */
  scim: z.boolean(),
  /** `tokenAt`: since when the token is valid, as far as known; it ends a year later. */
  provisioning: z.object({
    endpoint: z.string(),
    tokenAt: z.string(),
    /** It was enabled before this tool came, which only replaced the token. */
    enabledBefore: z.boolean().default(false),
  }),
  /** The last rotation of the access token, from the moment that a second one was tried. */
  scimTokenRotation: z.object({
    /** Number of the SCIM provider. */
    provider: z.number(),
    triedAt: z.string(),
    /** When authentik was about to get it; alone it is not known whether authentik has it. */
    puttingAt: z.string().optional(),
    /** Since when every sync goes out with it. */
    replacedAt: z.string().optional(),
    /** Since when the replaced one was valid, as far as known. */
    oldTokenAt: z.string().optional(),
    /** When the sync before had ended, by authentik's clock, where it told that. */
    syncBefore: z.string().optional(),
    /** What tells the token that authentik got, and those that it had before, from others. */
    token: z.string().optional(),
    replaced: z.array(z.string()).default([]),
    provedBy: z.enum(['arrival', 'trail', 'log']).optional(),
    deletedAt: z.string().optional(),
  }),
  firstSync: z.object({
    at: z.string(),
    provider: z.number(),
    users: z.number(),
    groups: z.number(),
    missing: z.number(),
    byHand: z.number().default(0),
    /** Its end was not seen and nothing refused it, so what is missing may be on its way. */
    late: z.boolean().default(false),
    /** Users made by hand in AWS whom the sync took over: it may delete them later. */
    takenOver: z.array(z.string()).default([]),
  }),
  signIn: rememberedSignIn.extend({ fingerprint: z.string() }),
} as const;
