/** A recorded call that the sandbox answers differently, and why it may. */
export interface KnownDifference {
  /** The exchange's name in the recordings. */
  name: string;
  releases: readonly string[];
  reason: string;
}

/** All of them. An entry that agrees after all fails the replay, so that this list stays true. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'a mapping that is not Python',
    releases: ['2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2'],
    reason: 'The sandbox does not run Python and takes any text for a mapping.',
  },
];
