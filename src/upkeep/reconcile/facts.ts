import { z } from 'zod';

const membership = z.object({ group: z.string(), userName: z.string() });

/** A membership in AWS that authentik no longer has, and why, as a clause after the names. */
const removal = membership.extend({ membershipId: z.string(), why: z.string() });

/** What stands otherwise in AWS than provisioning should have brought about, by names. */
export const differencesSchema = z.object({
  removals: z.array(removal),
  renames: z.array(z.object({ userId: z.string(), from: z.string(), to: z.string() })),
  users: z.array(
    z.object({
      userName: z.string(),
      displayName: z.string(),
      givenName: z.string(),
      familyName: z.string(),
    }),
  ),
  groups: z.array(z.string()),
  additions: z.array(membership),
  /** What was seen and is not this command's to change, as sentences. */
  leftAlone: z.array(z.object({ text: z.string(), next: z.string().optional() })),
});

/** See {@link differencesSchema}. */
export type Differences = z.infer<typeof differencesSchema>;

/** The vocabulary of the reconciliation's steps. None of it is secret. */
export interface Facts {
  readonly names: { readonly application: string; readonly providerName: string };
  /** What provisioning covers, as the SCIM provider and the application say. */
  readonly coverage: Coverage;
  readonly differences: Differences;
}

/** Whom and what the sync covers. */
export interface Coverage {
  readonly scimProvider: { readonly pk: number; readonly name: string };
  readonly applicationSlug: string;
  /** The group whose members alone are covered; `undefined`: whom the application lets in. */
  readonly userGroup: string | undefined;
  /** UUIDs of the groups that are covered; `undefined`: all groups. */
  readonly groupPks: readonly string[] | undefined;
}
