const WORDS = 'Made by authentik-aws for the authentik group with the UUID ';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The description of a group that is made for one of authentik: the public API cannot leave the
 * external ID that SCIM leaves, so this says in AWS itself whose the group is.
 */
export function markOf(groupPk: string): string {
  return `${WORDS}${groupPk}.`;
}

/** The UUID that a description names, if it is such a mark to the letter. */
export function markedFor(description: string | undefined): string | undefined {
  if (!description?.startsWith(WORDS) || !description.endsWith('.')) return undefined;
  const pk = description.slice(WORDS.length, -1);
  return UUID.test(pk) ? pk : undefined;
}
