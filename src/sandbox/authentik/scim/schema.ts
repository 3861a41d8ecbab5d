import { rowsByKeys } from '../world/links.js';
import { list, type Row, text, type Value } from '../world/row.js';
import { evaluateScimMapping, MappingError, type Subject } from '../world/scim-mappings.js';
import type { Client } from './client.js';
import { complaintAboutUser } from './email-check.js';
import { isRow } from './json.js';
import { syncs } from './release-features.js';
import { StopSync } from './stop-sync.js';

/**
 * A user as he is sent: what the mappings give, with the schemas and an external id. Throws
 * `StopSync` for what the server does not take for a user, and `SkipObject`.
 */
export function userSchema(client: Client, user: Row): Row {
  const name = text(user, 'username');
  const made = mapped(client, 'property_mappings', { user }, name);
  const complaint = complaintAboutUser(client.world.release, made);
  if (complaint !== undefined) throw new StopSync(complaint, name);
  return completed(client, made, 'User', text(user, 'uid'));
}

/** A group as it is sent, without its members. Throws `StopSync` and `SkipObject`. */
export function groupSchema(client: Client, group: Row): Row {
  const name = groupTitle(group);
  const made = mapped(client, 'property_mappings_group', { group }, name);
  return completed(client, made, 'Group', text(group, 'pk'));
}

/** A group as the log calls it. */
export function groupTitle(group: Row): string {
  return `Group ${text(group, 'name')}`;
}

function mapped(
  { world, provider }: Client,
  field: 'property_mappings' | 'property_mappings_group',
  subject: Omit<Subject, 'canSkip'>,
  causedBy: string,
): Row {
  const mappings = rowsByKeys(world.mappings, list(provider, field)).sort((one, other) =>
    text(one, 'name') < text(other, 'name') ? -1 : 1,
  );
  const canSkip = syncs(world.release, 'skipsObjects');
  let merged: Row = {};
  for (const mapping of mappings) {
    try {
      const given = evaluateScimMapping(text(mapping, 'expression'), { ...subject, canSkip });
      merged = merge(merged, given);
    } catch (error) {
      if (!(error instanceof MappingError)) throw error;
      throw new StopSync(error.message, causedBy, text(mapping, 'name'));
    }
  }
  const kept = withoutNulls(merged);
  if (Object.keys(merged).length === 0) throw new StopSync('No mappings configured', causedBy);
  return kept;
}

/** Later mappings win, but for objects, which are merged, and lists, which are joined. */
function merge(one: Row, other: Row): Row {
  const merged = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    if (isRow(before) && isRow(value)) merged[key] = merge(before, value);
    else if (Array.isArray(before) && Array.isArray(value)) merged[key] = [...before, ...value];
    else merged[key] = value;
  }
  return merged;
}

function withoutNulls(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, isRow(value) ? withoutNulls(value) : value]),
  );
}

function completed({ world }: Client, made: Row, kind: string, externalId: string): Row {
  const schema = `urn:ietf:params:scim:schemas:core:2.0:${kind}`;
  const given: readonly Value[] = list(made, 'schemas');
  const schemas = given.includes(schema) ? given : [schema, ...given];
  return {
    ...made,
    ...(syncs(world.release, 'namesSchemas') && { schemas }),
    externalId: text(made, 'externalId') || externalId,
  };
}
