import type { ScimProvider } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';
import type { Change, Note } from '../engine/change.js';
import { claimIntended } from '../engine/memory.js';
import { done } from '../engine/outcome.js';
import type { StepHead } from '../engine/plan.js';
import { nameTaken } from './check-wishes.js';
import { type Context, step, updateOf } from './context.js';
import type { Facts } from './facts.js';
import { isForeign, whose } from './foreign.js';
import { groupsLetIn, readGroupBindings } from './group-bindings.js';
import type { KeyNames } from './key-names.js';
import { notAsWritten } from './not-as-written.js';
import { applicationToLookAt } from './our-application.js';
import { beforeOf, rememberBefore } from './remember-before.js';
import { agreeToDeletions, deletionNotes, deletionsBySync } from './scim-deletions.js';
import { namesOfDiffering } from './scim-key-names.js';
import {
  SCIM_PROVIDER_KEY,
  scimSettingsThatDiffer,
  type WantedScim,
} from './scim-provider-settings.js';
import { type ScimScope, scopeNotes } from './scim-scope.js';
import { limitNotes, scopeToBe } from './scim-scope-as-set.js';
import { waitUntilIdle } from './sync-following.js';

type Have = Pick<Facts, 'wishes' | 'instance' | 'application' | 'provisioning' | 'scimMapping'>;

interface Seen {
  readonly provider: ScimProvider | undefined;
  /** authentik's own mapping for groups; its key, or `undefined` where somebody removed it. */
  readonly groupMapping: string | undefined;
  readonly scope: ScimScope;
  /** What the groups and mappings are called in which it differs. */
  readonly names: KeyNames;
  /** The name that it would have belongs to a provider of another kind. */
  readonly taken: Note | undefined;
  /** Users and groups that the sync, which a change starts, would delete in AWS. */
  readonly toDelete: readonly string[];
  readonly notes: readonly Note[];
  /** Somebody else made the provider. */
  readonly foreign: boolean;
}

const GROUP_MAPPING = 'goauthentik.io/providers/scim/group';

const head: StepHead = {
  id: SCIM_PROVIDER_KEY,
  title: 'Set up the SCIM provider',
  guide: ['S3', 'S4', 'S5', 'S6', 'S10', 'S11', 'S12'],
  place: 'authentik',
  outlook: 'a SCIM provider: endpoint, token, the mapping alone, no service accounts',
};

/** Guide lines S3–S6 and S10–S12, as one: the provider is made once, whole. */
export const scimProvider = step({
  ...head,
  needs: ['wishes', 'instance', 'application', 'provisioning', 'scimMapping'],
  gives: ['scimProvider'],
  async foresee(context, { wishes, application }) {
    if (!wishes) return {};
    const [bound, provider] = await Promise.all([
      application?.groupNames ?? groupsToBeLetIn(context, wishes),
      ourScimProvider(context, wishes),
    ]);
    const scope = await scopeToBe(context.authentik, wishes.groups, bound, provider);
    return { notes: scopeNotes(context.authentik, scope) };
  },
  async look(context, have): Promise<Seen> {
    const { authentik } = context;
    const { wishes, instance, application } = have;
    const { groups } = wishes;
    const [provider, mapping] = await Promise.all([
      ourScimProvider(context, wishes),
      authentik.scimMappings.byManaged(GROUP_MAPPING),
    ]);
    const scope = await scopeToBe(authentik, groups, application.groupNames, provider);
    const groupMapping = mapping?.pk;
    const taken = provider ? undefined : await nameTakenAlready(context, wishes);
    const wanted = wantedOf(have, groupMapping, scope);
    const changes =
      provider !== undefined && scimSettingsThatDiffer(provider, wanted).fields.length > 0;
    const toDelete = changes ? await deletionsBySync(context, instance.identityStoreId, scope) : [];
    const names = changes ? await namesOfDiffering(authentik, provider, wanted) : new Map();
    const notes = [
      ...scopeNotes(authentik, scope),
      ...limitNotes(groups, provider, scope),
      ...deletionNotes(toDelete),
    ];
    const foreign =
      provider !== undefined &&
      isForeign(context.memory, SCIM_PROVIDER_KEY, {
        id: String(provider.pk),
        name: provider.name,
      });
    return { provider, groupMapping, scope, names, taken, toDelete, notes, foreign };
  },
  plan(have, seen) {
    const blocking = seen.groupMapping === undefined ? noMapping : seen.taken;
    if (blocking) return { changes: [], known: {}, notes: [blocking] };
    const { provider, notes } = seen;
    const name = scimProviderName(have.wishes);
    if (!provider) return { changes: [creation(name, have, seen)], known: {}, notes };
    const { fields } = scimSettingsThatDiffer(
      provider,
      wantedOf(have, seen.groupMapping, seen.scope),
      seen.names,
    );
    const known = { scimProvider: { pk: provider.pk, name: provider.name } };
    const of = whose(SCIM_PROVIDER_KEY, seen.foreign);
    const changes = updateOf(`SCIM provider "${provider.name}"`, fields, of);
    if (changes.length > 0) return { changes, known, notes };
    return { changes, known, notes, standing: 'seen' };
  },
  async apply(context, have, seen) {
    const consent = await agreeToDeletions(context, seen.toDelete);
    if (consent.kind !== 'agreed') return consent;
    const wanted = wantedOf(have, seen.groupMapping, seen.scope);
    const written = seen.provider
      ? await bringInLine(context, seen.provider, wanted)
      : await create(context, have, wanted);
    const { fields } = scimSettingsThatDiffer(written, wanted);
    if (fields.length > 0) throw notAsWritten(fields.map(({ field }) => field));
    return done({ scimProvider: { pk: written.pk, name: written.name } });
  },
  keep: ({ memory }, _have, { provider }) =>
    claimIntended(
      memory,
      SCIM_PROVIDER_KEY,
      provider && { name: provider.name, id: String(provider.pk) },
    ),
});

/** The application may not be there yet, or not as it is wished. */
async function groupsToBeLetIn(context: Context, { application, groups }: Facts['wishes']) {
  const found = await applicationToLookAt(context, application.slug);
  return groupsLetIn(await readGroupBindings(context, found, groups));
}

/** A name is taken by one provider of any kind, so it cannot be that of the SAML provider. */
export function scimProviderName({ providerName }: Pick<Facts['wishes'], 'providerName'>): string {
  return `${providerName} SCIM`;
}

/** By its key, so that a provider renamed meanwhile is still found; else by its name. */
export async function ourScimProvider(
  { authentik, memory }: Context,
  wishes: Pick<Facts['wishes'], 'providerName'>,
) {
  const id = memory.thing(SCIM_PROVIDER_KEY)?.id;
  const ours = id === undefined ? undefined : await authentik.scimProviders.get(Number(id));
  return ours ?? authentik.scimProviders.byName(scimProviderName(wishes));
}

async function nameTakenAlready({ authentik }: Context, wishes: Facts['wishes']) {
  const name = scimProviderName(wishes);
  return nameTaken(name, (await authentik.scimProviders.nameTakenByOther(name))?.kind);
}

const noMapping: Note = {
  level: 'blocking',
  text: "authentik's own SCIM mapping for groups is gone",
  next: `Restore the mapping managed as ${GROUP_MAPPING}: in authentik, System → Blueprints, run "System - SCIM Provider - Mappings".`,
};

function wantedOf(
  { provisioning, scimMapping }: Have,
  groupMapping: string | undefined,
  scope: ScimScope,
): WantedScim {
  return {
    url: provisioning.endpoint,
    mappings: [scimMapping.pk],
    groupMappings: groupMapping === undefined ? [] : [groupMapping],
    excludeServiceAccounts: true,
    // Groups go out in the way that AWS takes, from 2025.4 on.
    compatibilityMode: 'aws',
    // It would link users made by hand in AWS who are out of scope, and then delete them there.
    discoveryEnabled: false,
    ...scope.fields,
  };
}

function creation(name: string, { provisioning }: Have, { scope }: Seen): Change {
  const fields = [
    { field: 'URL', to: provisioning.endpoint },
    { field: 'token', to: 'the access token of AWS' },
    { field: 'users', to: scope.usersInWords },
    { field: 'groups', to: scope.groupsInWords },
  ];
  return { action: 'create', object: `SCIM provider "${name}"`, fields, of: SCIM_PROVIDER_KEY };
}

/** Every save starts a sync, and two at once can hang authentik's worker. */
async function bringInLine(context: Context, provider: ScimProvider, wanted: WantedScim) {
  await waitUntilIdle(context, head, provider);
  const { update } = scimSettingsThatDiffer(provider, wanted);
  const { pk, name } = provider;
  const changed = { key: SCIM_PROVIDER_KEY, name, id: String(pk) };
  await rememberBefore(context.memory, changed, beforeOf(provider, update));
  return context.authentik.scimProviders.update(pk, update);
}

async function create({ authentik, memory, held }: Context, { wishes }: Have, wanted: WantedScim) {
  const token = held.scimToken;
  if (!token) throw tokenIsGone();
  const name = scimProviderName(wishes);
  await memory.intend(SCIM_PROVIDER_KEY, name);
  const made = await authentik.scimProviders.create({ name, token, ...wanted });
  await memory.made(SCIM_PROVIDER_KEY, name, String(made.pk));
  delete held.scimToken;
  return made;
}

function tokenIsGone(): ExpectedError {
  return new ExpectedError({
    what: 'The access token for provisioning is no longer at hand',
    why: 'It is held in memory only, and the provider that should have had it is gone.',
    next: 'Run the same command again; it asks for another token.',
  });
}
