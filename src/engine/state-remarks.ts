import type { Recognised } from './recognise-state.js';

/** What the loss of the memory costs, and what it does not. */
const COST =
  'Nothing is made twice: what exists is found. But what only a person knows is asked again, and what earlier runs made counts as made by somebody else.';

/**
 * One remark on how a state file was found; none on one that is as it should be.
 * @param aside where it is kept before anything is saved in its place; absent for a command that
 * only looks, and leaves it where it is
 */
export function stateRemark(
  path: string,
  found: Recognised,
  aside: string | undefined,
): string | undefined {
  const kept = aside === undefined ? 'It stays where it is.' : `It is kept as ${aside}.`;
  if (found.kind === 'ours') return undefined;
  if (found.kind === 'older') {
    if (aside === undefined) return undefined;
    return `${path} is of an earlier release. All of it is understood; the old one is kept as ${aside}.`;
  }
  return `${path} ${whatItIs(found)}. ${kept} ${COST}`;
}

function whatItIs(found: Exclude<Recognised, { kind: 'ours' | 'older' }>): string {
  switch (found.kind) {
    case 'newer':
      return `is of a later release of this program (version ${found.version})`;
    case 'other-set-up': {
      const { authentik, instance } = found.target;
      return `is the state of another set-up (${authentik} and ${instance}); give each a file of its own with --state FILE`;
    }
    case 'damaged':
      return 'is a damaged state file';
    case 'foreign':
      return 'is no state file of this program';
  }
}
