import { z } from 'zod';

const yes = z.literal(true);

/** The vocabulary in which the steps of `undo` speak to one another; none of it is secret. */
export const undoFactsSchema = z.object({
  /** What was asked for; settled before the first step. */
  wanted: z.object({
    /** The slug of the application that is taken apart. */
    slug: z.string(),
    /** Somebody said in this run that AWS does not use authentik any more. */
    identitySourceReverted: z.boolean(),
    /** Somebody said in this run that AWS takes no users and groups by SCIM any more. */
    provisioningDisabled: z.boolean(),
    /** What sign-in depends on goes although AWS may still use it. */
    acceptLockOut: z.boolean(),
    /** What others changed since is removed or put back all the same. */
    discardChanges: z.boolean(),
  }),
  /** No sync of this tool's SCIM provider is under way, and none begins any more. */
  syncStopped: yes,
  scimProviderGone: yes,
  provisioningOff: yes,
  /** Nothing in AWS depends on authentik any more, as far as anybody told or CloudTrail shows. */
  released: yes,
  bindingsGone: yes,
  applicationGone: yes,
  samlProviderGone: yes,
  scimMappingGone: yes,
  certificatesGone: yes,
  filesGone: yes,
  forgotten: yes,
});

/** See {@link undoFactsSchema}. */
export type UndoFacts = z.infer<typeof undoFactsSchema>;

/** What was asked for, as every step needs it. */
export type Wanted = UndoFacts['wanted'];
