import { z } from 'zod';
import type { Application } from '../../authentik/index.js';

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
  /** Groups to be made, each with the UUID that it has in authentik. */
  groups: z.array(z.object({ name: z.string(), uuid: z.string() })),
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
  /**
   * UUID of the group whose direct members alone are covered, as the sync has it until 2025.12
   * (providers/scim/models.py); `undefined`: everyone, or whom the application lets in.
   */
  readonly userGroup: string | undefined;
  /** The application whose bindings decide about users, as they do from 2026.2 on. */
  readonly application: Application | undefined;
  /** UUIDs of the groups that are covered; `undefined`: all groups. */
  readonly groupPks: readonly string[] | undefined;
}
