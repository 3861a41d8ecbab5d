import type { Authentik, ScimProvider } from '../../authentik/index.js';
import { allOf } from '../../basics/all-of.js';
import { listed } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { scimProviderName } from '../../procedure/scim-provider.js';
import type { Facts } from './facts.js';

/** Says which SCIM provider was looked for, which there are, and how another one is named. */
export async function notFound(
  { scimProviders }: Pick<Authentik, 'scimProviders'>,
  names: Facts['names'],
): Promise<Note> {
  const wanted = scimProviderName(names);
  const others = await allOf(scimProviders.all());
  if (others.length === 0) {
    return {
      level: 'blocking',
      text: `authentik shows no SCIM provider, and "${wanted}" was looked for: nothing says what should have arrived in AWS`,
      next: 'Set provisioning up first: authentik-aws setup --scim',
    };
  }
  const isOfOurs = ({ backchannelApplicationSlug: slug }: ScimProvider) =>
    slug === names.application;
  const ordered = [...others.filter(isOfOurs), ...others.filter((provider) => !isOfOurs(provider))];
  return {
    level: 'blocking',
    text: `authentik has no SCIM provider "${wanted}". It has ${listed(ordered.map(inWords))}`,
    next: wayTo(ordered.find(isNameable)),
  };
}

function inWords({ name, backchannelApplicationSlug: slug }: ScimProvider): string {
  return slug === undefined ? `"${name}"` : `"${name}" (of the application ${slug})`;
}

const ENDING = scimProviderName({ providerName: '' });

function isNameable({ name }: ScimProvider): boolean {
  return name.endsWith(ENDING) && name.length > ENDING.length;
}

/** The SCIM provider is named after the SAML provider, so that is what can be said. */
function wayTo(candidate: ScimProvider | undefined): string {
  if (!candidate) {
    return `If one of them serves AWS, rename it in authentik to "NAME${ENDING}" and say --provider-name NAME. Else set provisioning up: authentik-aws setup --scim`;
  }
  const name = candidate.name.slice(0, -ENDING.length);
  return `If "${candidate.name}" is the one, name it without the "${ENDING.trim()}" at its end: --provider-name "${name}". Else set provisioning up: authentik-aws setup --scim`;
}
