import { AuthentikError } from '../authentik/index.js';
import type { Note } from '../engine/change.js';
import { nameIdTrouble } from '../saml/name-id.js';
import type { Context } from './context.js';
import { unchecked } from './unchecked.js';

/** What the provider would call one person, by authentik's own preview. */
export interface NameIdSample {
  readonly username: string;
  readonly email: string;
  readonly nameId: string;
}

/** The sample, or what kept authentik from giving one. */
export interface NameIdPreview {
  readonly sample?: NameIdSample;
  readonly refusal?: AuthentikError;
}

/**
 * Asks authentik what it would send for the first person in scope with a usable e-mail address.
 * Without a sample where nobody has one, the release cannot tell (before 2024.2) or the token may not
 * ask (`authentik_core.preview_user`): it only ever confirms.
 */
export async function sampleNameId(
  { authentik }: Context,
  providerPk: number,
  groupNames: readonly string[],
): Promise<NameIdPreview> {
  const filter = {
    activeOnly: true,
    ...(groupNames.length > 0 && { groupNames: [...groupNames] }),
  };
  try {
    for await (const { pk, username, email } of authentik.users.all(filter)) {
      if (nameIdTrouble(email) !== undefined) continue;
      const nameId = await authentik.samlProviders.nameIdFor(providerPk, pk);
      return nameId === undefined ? {} : { sample: { username, email, nameId } };
    }
  } catch (error) {
    if (!(error instanceof AuthentikError)) throw error;
    return { refusal: error };
  }
  return {};
}

/** The sample in words: a mistake in the NameID is the most frequent one there is. */
export function sampleNotes({ sample, refusal }: NameIdPreview): Note[] {
  if (refusal) return [unchecked('not looked at what AWS will be told', refusal)];
  if (!sample) return [];
  const { username, email, nameId } = sample;
  if (nameId === email) {
    return [{ level: 'info', text: `AWS will be told "${nameId}" for ${username}` }];
  }
  return [
    {
      level: 'warning',
      text: `AWS will be told "${nameId}" for ${username}, not the e-mail address "${email}"`,
      next: 'Look at the NameID mapping of the SAML provider in authentik.',
    },
  ];
}
