/** An identifier that an outside system gave to a user or group, as SCIM's `externalId`. */
export interface ExternalId {
  issuer: string;
  id: string;
}

/** An e-mail address of a user; Identity Center keeps at most one (AWS SDK, `Emails`). */
export interface Email {
  value: string;
  type?: string | undefined;
  primary?: boolean | undefined;
}

/** The parts of a person's name. */
export interface PersonName {
  givenName: string;
  familyName: string;
  formatted?: string | undefined;
  middleName?: string | undefined;
  honorificPrefix?: string | undefined;
  honorificSuffix?: string | undefined;
}

/** Plain text attributes of a user that nothing in the sandbox looks at. */
export interface Profile {
  nickName?: string | undefined;
  profileUrl?: string | undefined;
  userType?: string | undefined;
  title?: string | undefined;
  preferredLanguage?: string | undefined;
  locale?: string | undefined;
  timezone?: string | undefined;
}

/** A postal address of a user; Identity Center keeps at most one (SCIM developer guide, limitations). */
export interface Address {
  formatted?: string | undefined;
  streetAddress?: string | undefined;
  locality?: string | undefined;
  region?: string | undefined;
  postalCode?: string | undefined;
  country?: string | undefined;
  type?: string | undefined;
  primary?: boolean | undefined;
}

/** A phone number or a role of a user; Identity Center keeps at most one of each. */
export interface TypedValue {
  value: string;
  type?: string | undefined;
  primary?: boolean | undefined;
}

/** The attributes of SCIM's enterprise extension (RFC 7643, 4.3). */
export interface Enterprise {
  employeeNumber?: string | undefined;
  costCenter?: string | undefined;
  organization?: string | undefined;
  division?: string | undefined;
  department?: string | undefined;
  /** The user ID of the manager. */
  manager?: { value: string } | undefined;
}

/** What SCIM can say of a user beyond name, e-mail address and profile. */
export interface UserDetails {
  addresses?: readonly Address[] | undefined;
  phoneNumbers?: readonly TypedValue[] | undefined;
  roles?: readonly TypedValue[] | undefined;
  enterprise?: Enterprise | undefined;
}

/** What is said of a user when it is added. */
export interface NewUser {
  userName: string;
  displayName: string;
  name: PersonName;
  emails?: readonly Email[] | undefined;
  externalIds?: readonly ExternalId[] | undefined;
  profile?: Profile | undefined;
  details?: UserDetails | undefined;
  enabled?: boolean | undefined;
  /** The ARN of who adds it, or `SCIM`. */
  createdBy: string;
}

/** When something was made and last changed, and by whom: an ARN, or `SCIM`. */
export interface Stamped {
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** A user of the identity store. */
export interface DirectoryUser extends Stamped {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly name: PersonName;
  readonly emails: readonly Email[];
  readonly externalIds: readonly ExternalId[];
  readonly profile: Profile;
  readonly details: UserDetails;
  readonly enabled: boolean;
}

/** What can be changed of a user. */
export type UserChanges = Partial<Omit<DirectoryUser, 'userId' | keyof Stamped>>;

/** What is said of a group when it is added. */
export interface NewGroup {
  displayName: string;
  description?: string | undefined;
  externalIds?: readonly ExternalId[] | undefined;
  createdBy: string;
}

/** A group of the identity store. */
export interface DirectoryGroup extends Stamped {
  readonly groupId: string;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly externalIds: readonly ExternalId[];
}

/** What can be changed of a group. */
export type GroupChanges = Partial<Omit<DirectoryGroup, 'groupId' | keyof Stamped>>;

/** That a user is a member of a group. */
export interface Membership extends Stamped {
  readonly membershipId: string;
  readonly groupId: string;
  readonly userId: string;
}
