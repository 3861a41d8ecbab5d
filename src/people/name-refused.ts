/** What AWS takes in the parts of a name: no other white space, no control or format characters. */
const ACCEPTED = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+$/u;

const LONGEST = 1024;

/**
 * Whether AWS would refuse a full name when SCIM sends it as it is (AWS IAM Identity Center SCIM
 * developer guide, createuser). Two parts of the name are demanded; how one word becomes two is for
 * the mapping.
 */
export function isNameRefused(name: string): boolean {
  return name.trim() === '' || !ACCEPTED.test(name) || [...name].length > LONGEST;
}
