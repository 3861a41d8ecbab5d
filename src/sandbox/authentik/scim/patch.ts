import type { Value } from '../world/row.js';
import type { Client } from './client.js';
import type { Link } from './links.js';

/** One change of a resource. */
export interface Operation {
  op: string;
  path: string;
  value: Value;
}

/** Sends changes of a group, as many at a time as the other side's configuration allows. */
export async function patch(
  { config, send }: Client,
  link: Link,
  operations: readonly Operation[],
): Promise<void> {
  const size = config.maxOperations || operations.length;
  for (let start = 0; start < operations.length; start += size) {
    await send('PATCH', `/Groups/${link.scimId}`, {
      Operations: operations.slice(start, start + size),
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    });
  }
}
