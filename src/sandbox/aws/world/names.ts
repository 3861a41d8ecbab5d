/** User names: letters, marks, symbols, numbers and punctuation, no blanks (SCIM developer guide, createuser). */
export const userNamePattern = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;

/** Names that neither a user nor a group can have (AWS SDK, CreateUser and CreateGroup). */
export const reservedNames: readonly string[] = ['Administrator', 'AWSAdministrators'];
