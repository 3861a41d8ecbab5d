import type { Application, PropertyMapping, SamlProvider } from '../authentik/index.js';
import type { Change, Note } from '../engine/change.js';
import { claimIntended } from '../engine/memory.js';
import { done } from '../engine/outcome.js';
import {
  groupTrouble,
  joinedElsewhere,
  nameTaken,
  type WishedGroup,
  wishedGroups,
} from './check-wishes.js';
import { type Context, recall, step, updateOf } from './context.js';
import type { Facts } from './facts.js';
import { isForeign, whose } from './foreign.js';
import type { KeyNames } from './key-names.js';
import { foreignApplication } from './look-ahead.js';
import { awsHasWhatComes, isInMetadata, signInNotes } from './metadata-after.js';
import { EMAIL_MAPPING } from './name-id-mapping.js';
import { notAsWritten } from './not-as-written.js';
import { ourProvider, SAML_PROVIDER_KEY } from './our-provider.js';
import { namesOfKeys, observedProvider } from './saml-provider-as-found.js';
import { fieldsOfNew, settingsThatDiffer, type WantedSettings } from './saml-provider-settings.js';
import { bringInLine, createProvider } from './write-saml-provider.js';

type Have = Pick<Facts, 'wishes' | 'serviceProvider' | 'signingKey'>;

interface Seen {
  readonly provider: SamlProvider | undefined;
  /** The application of the wanted slug, where it is not joined to this provider already. */
  readonly application: Application | undefined;
  readonly emailMapping: PropertyMapping | undefined;
  /** Another kind of provider with the wanted name, which authentik allows only once. */
  readonly nameTakenBy: string | undefined;
  /** Looked for before the provider is made. */
  readonly wished: readonly WishedGroup[];
  /** The address of this provider's metadata: what it calls itself unless it has a name already. */
  readonly address: string;
  /** The issuer under which AWS knows the provider, if a person said that it does. */
  readonly trusted: string | undefined;
  /** Whether this release names the issuer itself when the field is left empty. */
  readonly namesItself: boolean;
  /** Somebody else made the provider. */
  readonly foreign: boolean;
  /** Of the key that it signs with and its NameID mapping, where those are not the chosen ones. */
  readonly keyNames: KeyNames;
  /** What the next step would alter of what somebody else made. */
  readonly foreseen: readonly Change[];
  /** Whether AWS was given what comes of a change; absent where none touches what it was given. */
  readonly fitsAws?: boolean | undefined;
}

/**
 * Guide lines 5, 6 and 8–11. The provider is created directly: importing AWS's metadata would pick
 * any signing key and the first ACS URL, and leave the audience empty in most releases. What comes
 * out is what the guide describes, read back and compared field by field.
 */
export const samlProvider = step({
  id: SAML_PROVIDER_KEY,
  title: 'Set up the SAML provider',
  guide: ['5', '6', '8', '9', '10', '11'],
  place: 'authentik',
  outlook:
    'a SAML provider: ACS URL, audience, issuer, POST binding, signed assertions, the e-mail address as NameID',
  needs: ['wishes', 'serviceProvider', 'signingKey'],
  gives: ['samlProvider', 'identityProvider'],
  look,
  plan(have, seen) {
    const wanted = wantedOf(have, seen);
    const name = have.wishes.providerName;
    const observed = [observedProvider(seen.provider, { ...wanted, name }, seen.keyNames)];
    const blocking = whatBlocks(have, seen);
    if (blocking) return { changes: [], known: {}, notes: [blocking], observed };
    if (!seen.provider) {
      const { foreseen } = seen;
      const changes = [creation(have, wanted)];
      return { changes, known: {}, notes: signInNotes(seen.fitsAws), observed, foreseen };
    }
    const { provider, foreign } = seen;
    const { fields } = settingsThatDiffer(provider, wanted, seen.keyNames);
    const exists = { samlProvider: { pk: provider.pk, name: provider.name } };
    const of = whose(SAML_PROVIDER_KEY, foreign);
    const changes = updateOf(`SAML provider "${provider.name}"`, fields, of);
    if (changes.length > 0) {
      return { changes, known: exists, notes: signInNotes(seen.fitsAws), observed };
    }
    const inPlace = { ...exists, identityProvider: selfOf(have, seen, provider) };
    return { changes, standing: 'seen', known: inPlace, observed };
  },
  async apply(context, have, seen) {
    const wanted = wantedOf(have, seen);
    const provider = seen.provider
      ? await bringInLine(context, seen.provider, wanted)
      : await createProvider(context, have.wishes.providerName, wanted);
    const { fields } = settingsThatDiffer(provider, wanted);
    if (fields.length > 0) throw notAsWritten(fields.map(({ field }) => field));
    return done({
      samlProvider: { pk: provider.pk, name: provider.name },
      identityProvider: selfOf(have, seen, provider),
    });
  },
  keep: ({ memory }, _have, { provider }) =>
    claimIntended(
      memory,
      SAML_PROVIDER_KEY,
      provider && { name: provider.name, id: String(provider.pk) },
    ),
});

async function look(context: Context, have: Have): Promise<Seen> {
  const seen = await lookAtProvider(context, have);
  return { ...seen, fitsAws: await fitsAws(context, have, seen) };
}

async function fitsAws(context: Context, have: Have, seen: Seen): Promise<boolean | undefined> {
  const { provider, trusted, address, keyNames } = seen;
  if (trusted === undefined) return undefined;
  const wanted = wantedOf(have, seen);
  const differing = provider && settingsThatDiffer(provider, wanted, keyNames).fields;
  if (differing && !differing.some(isInMetadata)) return undefined;
  return awsHasWhatComes(context, {
    provider,
    slug: have.wishes.application.slug,
    entityId: wanted.issuer || address,
    signingKeyPk: have.signingKey.pk,
  });
}

async function lookAtProvider(context: Context, { wishes, signingKey }: Have): Promise<Seen> {
  const { authentik, memory } = context;
  const { slug } = wishes.application;
  const [provider, emailMapping] = await Promise.all([
    ourProvider(context, wishes.providerName),
    authentik.mappings.samlByManaged(EMAIL_MAPPING),
  ]);
  const joined = provider?.applicationSlug === slug;
  const application = joined ? undefined : await authentik.applications.bySlug(slug);
  const other = provider
    ? undefined
    : await authentik.samlProviders.nameTakenByOther(wishes.providerName);
  return {
    provider,
    application,
    emailMapping,
    nameTakenBy: other?.kind,
    wished: provider ? [] : await wishedGroups(authentik, wishes.groups),
    address: `${authentik.url}/application/saml/${slug}/metadata/`,
    trusted: recall(memory, 'identitySource')?.value.entityId,
    namesItself: provider
      ? provider.issuerField === 'issuer_override'
      : authentik.release.atLeast(2026, 5),
    foreign: provider
      ? isForeign(memory, SAML_PROVIDER_KEY, { id: String(provider.pk), name: provider.name })
      : false,
    keyNames: await namesOfKeys(authentik, provider, { signingKey, emailMapping }),
    foreseen: foreignApplication(memory, application, wishes.providerName),
  };
}

function whatBlocks({ wishes }: Have, seen: Seen): Note | undefined {
  const { provider, application, emailMapping, nameTakenBy } = seen;
  const blocking =
    joinedElsewhere(application, provider?.pk) ??
    nameTaken(wishes.providerName, nameTakenBy) ??
    groupTrouble(seen.wished);
  if (blocking || emailMapping) return blocking;
  return {
    level: 'blocking',
    text: 'authentik has no property mapping that gives the e-mail address as the NameID',
    next: `Restore the mapping managed as ${EMAIL_MAPPING}: in authentik, System → Blueprints, run "System - SAML Provider - Mappings".`,
  };
}

function wantedOf({ serviceProvider, signingKey }: Have, seen: Seen): WantedSettings {
  const { acsUrl, issuer: audience } = serviceProvider;
  const { pk, name } = seen.emailMapping ?? { pk: '', name: '' };
  return {
    acsUrl,
    audience,
    issuer: issuerFor(seen, audience),
    signingKey,
    nameIdMapping: { pk, name },
  };
}

/**
 * The issuer stays what it is when it can: AWS refuses every answer under a name that it was not
 * given. Not kept are authentik's shared default and AWS's own entity ID, which an import leaves
 * there, unless AWS was given just that.
 */
function issuerFor({ provider, trusted, address, namesItself }: Seen, audience: string): string {
  const now = provider?.issuer ?? '';
  const usable = now !== '' && now !== 'authentik' && now !== audience;
  if (usable || (now !== '' && now === trusted)) return now;
  return namesItself ? '' : address;
}

function selfOf({ signingKey }: Have, { address }: Seen, provider: SamlProvider) {
  return { entityId: provider.issuer || address, fingerprint: signingKey.fingerprint };
}

function creation({ wishes, serviceProvider }: Have, wanted: WantedSettings): Change {
  return {
    action: 'create',
    object: `SAML provider "${wishes.providerName}"`,
    fields: fieldsOfNew(wanted),
    of: SAML_PROVIDER_KEY,
    why: `its ACS URL: ${serviceProvider.because}`,
  };
}
