import { bodyFaults } from './bodies.js';
import { connectionFaults } from './connections.js';
import type { FaultKind, Side } from './fault.js';
import { othersAnswer } from './others-answer.js';
import { rightFaults } from './rights.js';
import { statusFaults } from './statuses.js';

/** A kind of fault on one side, under the name that it is asked for by. */
export interface NamedFault {
  /** `authentik-rate-limited`. */
  readonly name: string;
  readonly side: Side;
  readonly kind: FaultKind;
}

const kinds: readonly FaultKind[] = [
  ...statusFaults,
  ...rightFaults,
  ...connectionFaults,
  ...bodyFaults,
  ...othersAnswer,
];

/** Every fault there is: those of authentik first, then AWS's, the SCIM endpoint's, the proxy's. */
export const catalogue: readonly NamedFault[] = (
  ['authentik', 'aws', 'scim', 'proxy'] as const
).flatMap((side) =>
  kinds
    .filter(({ sides }) => sides.includes(side))
    .map((kind) => ({ name: `${side}-${kind.name}`, side, kind })),
);
