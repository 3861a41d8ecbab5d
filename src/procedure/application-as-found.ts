import type { Application, ApplicationChange, Binding } from '../authentik/index.js';
import type { FieldChange, Note } from '../engine/change.js';
import type { Observed } from '../engine/observed.js';
import type { Facts } from './facts.js';
import { letIn } from './group-bindings.js';
import { APPLICATION_KEY } from './our-application.js';

type Have = Pick<Facts, 'wishes' | 'samlProvider'>;

/** What is known of a found application beside what authentik shows. */
interface Known {
  /** Somebody else made it. */
  readonly foreign: boolean;
  /** The name under which a run left it; absent for one that somebody else made. */
  readonly nameBefore: string | undefined;
}

/** Joined to the provider, and under the slug that goes into every address of the sign-in. */
export function isInPlace(
  { samlProvider, wishes }: Have,
  { providerPk, slug }: Application,
): boolean {
  return providerPk === samlProvider.pk && slug === wishes.application.slug;
}

/**
 * What a found application lacks. Its name is its owner's; only one of this tool gets the name that
 * was asked for or, where none was, the one that it had.
 */
export function mending(
  { wishes, samlProvider }: Have,
  found: Application,
  known: Known,
): { fields: FieldChange[]; update: ApplicationChange } {
  const { slug } = wishes.application;
  const name = nameToGet(wishes, found, known);
  const fields: FieldChange[] = [];
  const update: ApplicationChange = {
    ...(found.slug !== slug && { slug }),
    ...(name !== undefined && { name }),
    ...(found.providerPk !== samlProvider.pk && { providerPk: samlProvider.pk }),
  };
  if (update.slug) fields.push({ field: 'slug', from: found.slug, to: slug });
  if (update.name) fields.push({ field: 'name', from: found.name, to: update.name });
  if (update.providerPk !== undefined) {
    fields.push({ field: 'provider', from: 'none', to: samlProvider.name });
  }
  return { fields, update };
}

function nameToGet(
  { application: { name, isNamed = false } }: Facts['wishes'],
  found: Application,
  { foreign, nameBefore }: Known,
): string | undefined {
  if (foreign || found.name === name) return undefined;
  const wanted = isNamed ? name : nameBefore;
  return found.name === wanted ? undefined : wanted;
}

/** An application that somebody else made is not renamed, whatever name was asked for. */
export function keepsItsName(
  { wishes }: Pick<Have, 'wishes'>,
  found: Application | undefined,
  { foreign }: Pick<Known, 'foreign'>,
): Note[] {
  const { name, isNamed = false, slug } = wishes.application;
  if (!found || !foreign || !isNamed || found.name === name) return [];
  const text = `the application "${slug}" was made by somebody else and keeps its name "${found.name}"`;
  return [
    {
      level: 'warning',
      text,
      next: `To call it "${name}": authentik admin interface → Applications → the application → Edit, field Name.`,
    },
  ];
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
      'groups let in': whoIsLetIn(bindings),
    },
  };
}

/** In words: without an enabled binding everyone is let in. */
function whoIsLetIn(bindings: readonly Binding[]): string {
  if (!bindings.some(({ enabled }) => enabled)) return 'everyone';
  return letIn(bindings).sort().join(', ') || 'no group';
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
