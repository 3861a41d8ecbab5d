/** A recorded step in which the sandbox does otherwise, and why it may. */
export interface CaseDifference {
  release: string;
  case: string;
  step: string;
  /** The user or group that differs, or `status`. */
  what: string;
  reason: string;
}

/** All of them. An entry that agrees after all fails its test, so that this list stays true. */
export const caseDifferences: readonly CaseDifference[] = [
  {
    release: '2023.10.7',
    case: 'plain',
    step: 'first sync',
    what: 'alice@example.com',
    reason: 'Several runs of the recorder overlapped, so that the new user was written again.',
  },
  {
    release: '2024.8.6',
    case: 'takeover',
    step: 'second sync',
    what: 'status',
    reason:
      'The recorded status tells of another run: it complains of groups that were never sent.',
  },
  {
    release: '2026.2.2',
    case: 'plain',
    step: 'back in the group, full sync',
    what: 'aws-users',
    reason: 'The run made the user while the group was compared, which then added him once more.',
  },
];
