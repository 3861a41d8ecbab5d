import { z } from 'zod';
import type { DirectoryUser, UserChanges } from '../world/people.js';
import { externalIdOf } from './external-ids.js';
import { externalId, readBody, schemas, schemasOf, text, userName } from './rules.js';

const optional = text.optional();
const primary = z.boolean().optional();

const name = z.strictObject({
  givenName: text,
  familyName: text,
  formatted: optional,
  middleName: optional,
  honorificPrefix: optional,
  honorificSuffix: optional,
});

/** AWS wants the address marked as primary; that it must look like one is assumed. */
const email = z.strictObject({
  value: text.regex(/^[^\s@]+@[^\s@]+$/, 'Member must be an e-mail address'),
  type: optional,
  primary: z.literal(true),
});

const typedValue = z.strictObject({ value: text, type: optional, primary });

const address = z.strictObject({
  formatted: optional,
  streetAddress: optional,
  locality: optional,
  region: optional,
  postalCode: optional,
  country: optional,
  type: optional,
  primary,
});

const enterprise = z.strictObject({
  employeeNumber: optional,
  costCenter: optional,
  organization: optional,
  division: optional,
  department: optional,
  manager: z.strictObject({ value: text, $ref: z.string().optional() }).optional(),
});

const profile = {
  nickName: optional,
  profileUrl: optional,
  title: optional,
  userType: optional,
  preferredLanguage: optional,
  locale: optional,
  timezone: optional,
};

/** Nothing that is not named here is taken: photos, password, groups and the like are refused. */
const user = z.strictObject({
  schemas: schemasOf(schemas.user, schemas.enterpriseUser),
  id: z.string().optional(),
  meta: z.unknown().optional(),
  userName,
  externalId: externalId.optional(),
  name,
  displayName: text,
  active: z.boolean().default(true),
  emails: z.array(email).max(1).default([]),
  addresses: z.array(address).max(1).optional(),
  phoneNumbers: z.array(typedValue).max(1).optional(),
  roles: z.array(typedValue).max(1).optional(),
  [schemas.enterpriseUser]: enterprise.optional(),
  ...profile,
});

/** A user as a request describes it whole. */
export interface DescribedUser extends Required<Omit<UserChanges, 'externalIds'>> {
  externalId: string | undefined;
}

/** Reads the body of CreateUser and PutUser; throws a ValidationException. */
export function readUser(body: unknown): DescribedUser {
  const given = readBody(user, body);
  return {
    userName: given.userName,
    externalId: given.externalId,
    name: given.name,
    displayName: given.displayName,
    enabled: given.active,
    emails: given.emails,
    profile: {
      nickName: given.nickName,
      profileUrl: given.profileUrl,
      title: given.title,
      userType: given.userType,
      preferredLanguage: given.preferredLanguage,
      locale: given.locale,
      timezone: given.timezone,
    },
    details: {
      addresses: given.addresses,
      phoneNumbers: given.phoneNumbers,
      roles: given.roles,
      enterprise: given[schemas.enterpriseUser],
    },
  };
}

/** A user as a request could describe it whole: what PatchUser changes, and what every answer shows. */
export function describeUser(given: DirectoryUser, issuer: string): Record<string, unknown> {
  // The only address is the primary one, even where whoever added the user did not say so.
  const emails = given.emails.map((each) => ({ ...each, primary: true }));
  const { addresses, phoneNumbers, roles, enterprise: extension } = given.details;
  return {
    schemas: extension === undefined ? [schemas.user] : [schemas.user, schemas.enterpriseUser],
    userName: given.userName,
    externalId: externalIdOf(given.externalIds, issuer),
    name: given.name,
    displayName: given.displayName,
    active: given.enabled,
    emails: emails.length === 0 ? undefined : emails,
    ...given.profile,
    addresses,
    phoneNumbers,
    roles,
    [schemas.enterpriseUser]: extension,
  };
}
