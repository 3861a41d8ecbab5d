import type { Application, ApplicationChange, Binding } from '../authentik/index.js';
import type { FieldChange, Note } from '../engine/change.js';
import type { Observed } from '../engine/observed.js';
import type { Facts } from './facts.js';
import { APPLICATION_KEY } from './our-application.js';

type Have = Pick<Facts, 'wishes' | 'samlProvider'>;

/** Joined to the provider, and under the slug that goes into every address of the sign-in. */
export function isInPlace(
  { samlProvider, wishes }: Have,
  { providerPk, slug }: Application,
): boolean {
  return providerPk === samlProvider.pk && slug === wishes.application.slug;
}

/**
 * What a found application lacks. Its name is its owner's; only one of this tool gets back the name
 * that it had, unless the new one is what is wished.
 * @param nameBefore how a run left it; absent for one that somebody else made
 */
export function mending(
  { wishes, samlProvider }: Have,
  found: Application,
  nameBefore: string | undefined,
): { fields: FieldChange[]; update: ApplicationChange } {
  const { slug, name } = wishes.application;
  const fields: FieldChange[] = [];
  const update: ApplicationChange = {
    ...(found.slug !== slug && { slug }),
    ...(nameBefore !== undefined &&
      found.name !== nameBefore &&
      found.name !== name && { name: nameBefore }),
    ...(found.providerPk !== samlProvider.pk && { providerPk: samlProvider.pk }),
  };
  if (update.slug) fields.push({ field: 'slug', from: found.slug, to: slug });
  if (update.name) fields.push({ field: 'name', from: found.name, to: update.name });
  if (update.providerPk !== undefined) {
    fields.push({ field: 'provider', from: 'none', to: samlProvider.name });
  }
  return { fields, update };
}

/** The application as it is, under the names and in the words of a plan. */
export function observedApplication(
  { wishes }: Pick<Have, 'wishes'>,
  found: Application | undefined,
  bindings: readonly Binding[],
): Observed {
  if (!found) {
    const object = `application "${wishes.application.slug}"`;
    return { key: APPLICATION_KEY, object, there: false, fields: {} };
  }
  const { pk, name, slug, providerPk, launchUrl, backchannelProviderPks } = found;
  return {
    key: APPLICATION_KEY,
    object: `application "${slug}"`,
    there: true,
    id: pk,
    fields: {
      name,
      slug,
      // By its number: a provider that is renamed is no change of the application.
      provider: providerPk === undefined ? 'none' : `number ${providerPk}`,
      'launch URL': launchUrl || 'none',
      'backchannel providers': backchannelProviderPks.join(', ') || 'none',
      'groups let in': letIn(bindings).sort().join(', ') || 'no group',
    },
  };
}

/** The groups whose members a binding lets in. */
export function letIn(bindings: readonly Binding[]): string[] {
  const effective = bindings.filter(({ enabled, negate }) => enabled && !negate);
  return effective.flatMap(({ group }) => (group ? [group.name] : []));
}

/** The groups whose members a binding keeps out, while it lets everybody else in. */
export function negated(
  bindings: readonly Binding[],
  meant: (binding: Binding) => boolean | undefined,
): string[] {
  const against = bindings.filter((binding) => binding.enabled && binding.negate && meant(binding));
  return against.flatMap(({ group }) => (group ? [group.name] : []));
}

/** A second binding beside a negated one would let everybody in, so none is made. */
export function groupsShutOut(slug: string, names: readonly string[]): Note | undefined {
  if (names.length === 0) return undefined;
  const which = names.map((name) => `"${name}"`).join(', ');
  return {
    level: 'blocking',
    text: `A negated binding of the application "${slug}" keeps out the members of ${which} and lets everybody else in`,
    next: `In authentik: Applications → ${slug} → "Policy / Group / User Bindings" → Edit binding, and turn off "Negate result".`,
  };
}
