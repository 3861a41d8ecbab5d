import type { Application, SamlProvider } from '../authentik/index.js';
import type { Change, Note } from '../engine/change.js';
import type { Memory } from '../engine/memory.js';
import { groupTrouble, joinedElsewhere, nameTaken, wishedGroups } from './check-wishes.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';
import { isForeign, whose } from './foreign.js';
import { APPLICATION_KEY } from './our-application.js';
import { ourProvider, SAML_PROVIDER_KEY } from './our-provider.js';

type Wishes = Facts['wishes'];

/** What a step that is about to make the first thing has to know of the steps after it. */
export interface Ahead {
  /** What would stop a later step, so that nothing is made for a set-up that cannot be finished. */
  readonly blocking: Note | undefined;
  /** What a later step would alter of what somebody else made. */
  readonly foreseen: readonly Change[];
}

/** Looks at what later steps will find in authentik. */
export async function lookAhead(context: Context, wishes: Wishes): Promise<Ahead> {
  const { authentik, memory } = context;
  const [provider, application, wished] = await Promise.all([
    ourProvider(context, wishes.providerName),
    authentik.applications.bySlug(wishes.application.slug),
    wishedGroups(authentik, wishes.groups),
  ]);
  const joined = joinedElsewhere(application, provider?.pk);
  const other =
    joined || provider
      ? undefined
      : await authentik.samlProviders.nameTakenByOther(wishes.providerName);
  return {
    blocking: joined ?? nameTaken(wishes.providerName, other?.kind) ?? groupTrouble(wished),
    foreseen: [
      ...foreignProvider(memory, provider),
      ...foreignApplication(memory, application, provider?.name ?? wishes.providerName),
    ],
  };
}

/** A provider that somebody else made gets at least another signing key. */
function foreignProvider(memory: Memory, provider: SamlProvider | undefined): Change[] {
  if (!provider) return [];
  const { pk, name } = provider;
  if (!isForeign(memory, SAML_PROVIDER_KEY, { id: String(pk), name })) return [];
  const of = whose(SAML_PROVIDER_KEY, true);
  const why = 'in a later step: its signing key, and what else AWS needs';
  return [{ action: 'update', object: `SAML provider "${name}"`, why, ...of }];
}

/** An application that somebody else made and that belongs to no provider yet. */
export function foreignApplication(
  memory: Memory,
  application: Application | undefined,
  providerName: string,
): Change[] {
  if (!application || application.providerPk !== undefined) return [];
  const { pk: id, slug: name } = application;
  if (!isForeign(memory, APPLICATION_KEY, { id, name })) return [];
  const of = whose(APPLICATION_KEY, true);
  const fields = [{ field: 'provider', from: 'none', to: providerName }];
  const why = 'in a later step, and then its launch URL';
  return [{ action: 'update', object: `application "${name}"`, fields, why, ...of }];
}
