import { z } from 'zod';
import { reservedNames, userNamePattern } from '../world/names.js';
import type { Address, DirectoryUser, Profile, Stamped, TypedValue } from '../world/people.js';
import { seconds } from './call.js';

/** A user name that AWS takes (SCIM developer guide, createuser). */
export const userNameInput = z
  .string()
  .max(128)
  .regex(userNamePattern)
  .refine((name) => !reservedNames.includes(name), 'reserved name');
const text = z.string().min(1).max(1024);
const optional = text.optional();

const name = z
  .object({
    GivenName: text,
    FamilyName: text,
    Formatted: optional,
    MiddleName: optional,
    HonorificPrefix: optional,
    HonorificSuffix: optional,
  })
  .transform((given) => ({
    givenName: given.GivenName,
    familyName: given.FamilyName,
    formatted: given.Formatted,
    middleName: given.MiddleName,
    honorificPrefix: given.HonorificPrefix,
    honorificSuffix: given.HonorificSuffix,
  }));

const email = z
  .object({ Value: text, Type: optional, Primary: z.boolean().optional() })
  .transform((given) => ({ value: given.Value, type: given.Type, primary: given.Primary }));

const profileInput = {
  NickName: optional,
  ProfileUrl: optional,
  UserType: optional,
  Title: optional,
  PreferredLanguage: optional,
  Locale: optional,
  Timezone: optional,
};

/**
 * The attributes of a user that CreateUser takes; photos, roles, addresses, phone numbers and
 * extensions are read over. At most one e-mail address (AWS SDK, `Emails`).
 */
export const userInput = {
  UserName: userNameInput,
  DisplayName: text,
  Name: name,
  Emails: z.array(email).max(1).optional(),
  ...profileInput,
};

/** The plain text attributes of a CreateUser input, as the directory names them. */
export function profileOf(input: z.output<z.ZodObject<typeof profileInput>>): Profile {
  return {
    nickName: input.NickName,
    profileUrl: input.ProfileUrl,
    userType: input.UserType,
    title: input.Title,
    preferredLanguage: input.PreferredLanguage,
    locale: input.Locale,
    timezone: input.Timezone,
  };
}

/** A user as ListUsers and DescribeUser show it; what is undefined is left out of the JSON. */
export function userOutput(user: DirectoryUser, identityStoreId: string): Record<string, unknown> {
  const { profile, details } = user;
  return {
    IdentityStoreId: identityStoreId,
    UserId: user.userId,
    UserName: user.userName,
    DisplayName: user.displayName,
    Name: nameOutput(user.name),
    Emails: user.emails.map(typedValueOutput),
    Addresses: details.addresses?.map(addressOutput),
    PhoneNumbers: details.phoneNumbers?.map(typedValueOutput),
    Roles: details.roles?.map(typedValueOutput),
    ExternalIds: user.externalIds.map(({ issuer, id }) => ({ Issuer: issuer, Id: id })),
    NickName: profile.nickName,
    ProfileUrl: profile.profileUrl,
    UserType: profile.userType,
    Title: profile.title,
    PreferredLanguage: profile.preferredLanguage,
    Locale: profile.locale,
    Timezone: profile.timezone,
    UserStatus: user.enabled ? 'ENABLED' : 'DISABLED',
    ...stampOutput(user),
  };
}

function nameOutput(given: DirectoryUser['name']): Record<string, unknown> {
  return {
    GivenName: given.givenName,
    FamilyName: given.familyName,
    Formatted: given.formatted,
    MiddleName: given.middleName,
    HonorificPrefix: given.honorificPrefix,
    HonorificSuffix: given.honorificSuffix,
  };
}

function typedValueOutput({ value, type, primary }: TypedValue): Record<string, unknown> {
  return { Value: value, Type: type, Primary: primary };
}

function addressOutput(given: Address): Record<string, unknown> {
  return {
    Formatted: given.formatted,
    StreetAddress: given.streetAddress,
    Locality: given.locality,
    Region: given.region,
    PostalCode: given.postalCode,
    Country: given.country,
    Type: given.type,
    Primary: given.primary,
  };
}

/** When and by whom something was made and last changed. */
export function stampOutput(stamped: Stamped): Record<string, unknown> {
  return {
    CreatedAt: seconds(stamped.createdAt),
    CreatedBy: stamped.createdBy,
    UpdatedAt: seconds(stamped.updatedAt),
    UpdatedBy: stamped.updatedBy,
  };
}
