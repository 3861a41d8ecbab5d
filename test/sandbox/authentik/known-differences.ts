/** A recorded call that the sandbox answers differently, and why it may. */
export interface KnownDifference {
  /** The exchange's name in the recordings. */
  name: string;
  releases: readonly string[];
  reason: string;
}

/** None any more. An entry that agrees after all would fail the replay. */
export const knownDifferences: readonly KnownDifference[] = [];
