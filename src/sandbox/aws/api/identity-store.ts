import { z } from 'zod';
import { externalIdKey } from '../world/directory.js';
import { Duplicate, type UniqueRecords } from '../world/unique-records.js';
import { AwsError, notFound } from './errors.js';

/** The member that every operation of the identity store has. */
export const storeInput = { IdentityStoreId: z.string() };

/** The deprecated filter of ListUsers and ListGroups: one attribute, equal to one value. */
export function filtersInput(attribute: 'UserName' | 'DisplayName') {
  const filter = z.object({ AttributePath: z.literal(attribute), AttributeValue: z.string() });
  return { Filters: z.array(filter).max(1).optional() };
}

/** All records, or the one whose unique attribute has the value of the filter. */
export function filtered<Item>(
  records: UniqueRecords<Item>,
  attribute: string,
  filters: readonly { AttributeValue: string }[] | undefined,
): Item[] {
  const [filter] = filters ?? [];
  if (filter === undefined) return records.all();
  const found = records.find(attribute, filter.AttributeValue);
  return found === undefined ? [] : [found];
}

/**
 * How GetUserId and GetGroupId name what they look for. It becomes attribute and value of
 * `UniqueRecords.find`; whether AWS looks at letter case is not documented, and here it counts.
 */
export function alternateIdentifier(attributes: Readonly<Record<string, string>>) {
  const unique = z.object({
    UniqueAttribute: z
      .object({ AttributePath: z.enum(Object.keys(attributes)), AttributeValue: z.string() })
      .transform(({ AttributePath, AttributeValue }) => ({
        attribute: attributes[AttributePath] ?? AttributePath,
        value: AttributeValue,
      })),
  });
  const external = z.object({
    ExternalId: z.object({ Issuer: z.string(), Id: z.string() }).transform(({ Issuer, Id }) => ({
      attribute: 'externalId',
      value: externalIdKey({ issuer: Issuer, id: Id }),
    })),
  });
  return z
    .union([unique, external])
    .transform((given) => ('ExternalId' in given ? given.ExternalId : given.UniqueAttribute));
}

/** The kinds of things in an identity store, as errors name them (AWS SDK, `ResourceType`). */
export type ResourceType = 'USER' | 'GROUP' | 'GROUP_MEMBERSHIP';

/** The record of an ID; throws a ResourceNotFoundException. */
export function recordOf<Item>(records: UniqueRecords<Item>, type: ResourceType, id: string): Item {
  const found = records.get(id);
  if (found !== undefined) return found;
  throw notFound(`${type} not found.`, { ResourceType: type, ResourceId: id });
}

/** The record that has a unique value; throws a ResourceNotFoundException. */
export function findRecord<Item>(
  records: UniqueRecords<Item>,
  type: ResourceType,
  { attribute, value }: { attribute: string; value: string },
): Item {
  const found = records.find(attribute, value);
  if (found === undefined) throw notFound(`${type} not found.`, { ResourceType: type });
  return found;
}

/** Runs what adds a record; throws a ConflictException where something was not unique. */
export function uniquely<Result>(add: () => Result): Result {
  try {
    return add();
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    throw new AwsError('ConflictException', error.message, 409, {
      Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
    });
  }
}
