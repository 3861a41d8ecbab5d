import type { IdentityCenterInstance } from '../../aws/instances.js';

/** An instance under the names that links and checks of answers take. */
export function namesOf({ arn, id, primaryRegion, playedBy }: IdentityCenterInstance): {
  readonly id: string;
  readonly instanceArn: string;
  readonly region: string;
  readonly playedBy: string | undefined;
} {
  return { id, instanceArn: arn, region: primaryRegion, playedBy };
}
