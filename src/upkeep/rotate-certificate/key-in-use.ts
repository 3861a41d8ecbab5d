import type { SamlProvider } from '../../authentik/index.js';
import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { type Context, nothingToApply, recall } from '../../procedure/context.js';
import { isForeign } from '../../procedure/foreign.js';
import { ourProvider, SAML_PROVIDER_KEY } from '../../procedure/our-provider.js';
import { daysLeft } from '../../procedure/signing-key-pairs.js';
import { awsHas } from '../../procedure/trusted-metadata.js';
import {
  fingerprintOf,
  readIdentityProviderMetadata,
} from '../../saml/identity-provider-metadata.js';
import { courseOf, switchedBackOutside } from './course.js';
import type { RotationFacts } from './facts.js';
import { oldOnes, pendingNext } from './key-parts.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'wishes' | 'instance'>;
type Found = Pick<RotationFacts, 'inUse' | 'course'>;

interface Seen {
  /** What keeps a rotation from making sense at all. */
  readonly blocking?: Note;
  readonly found?: Found;
  readonly notes: readonly Note[];
}

/** Which key signs, whether AWS was given its certificate, and how far a rotation is. */
export const keyInUse = step({
  id: 'key-in-use',
  title: 'Look at the signing key in use',
  guide: ['10'],
  place: 'authentik',
  outlook: 'the key that authentik signs with, and what AWS was given',
  needs: ['wishes', 'instance'],
  gives: ['inUse', 'course'],
  look,
  plan(_have, { blocking, found, notes }) {
    if (blocking || !found) return { changes: [], known: {}, notes: blocking ? [blocking] : notes };
    return { changes: [], known: found, standing: 'seen', notes };
  },
  apply: nothingToApply,
});

async function look(context: Context, { wishes, instance }: Have): Promise<Seen> {
  const { authentik, memory, now } = context;
  const provider = await ourProvider(context, wishes.providerName);
  if (!provider) return stop(`authentik has no SAML provider "${wishes.providerName}"`, SET_UP);
  const [keyPair, xml] = await Promise.all([
    provider.signingKey === null ? undefined : authentik.certificates.get(provider.signingKey),
    authentik.identityProviderMetadata(provider.pk),
  ]);
  if (!keyPair) return stop(`The SAML provider "${provider.name}" signs with no key`, SET_UP);
  if (xml === undefined || provider.applicationSlug === undefined) {
    return stop(`No application is joined to the SAML provider "${provider.name}"`, SET_UP);
  }
  const metadata = readIdentityProviderMetadata(xml);
  const metadataFingerprint = fingerprintOf(metadata);
  const told = recall(memory, 'identitySource')?.value;
  const key = keyOf(keyPair);
  const { expires } = keyPair;
  const course = await courseOf(context, { key, expires, metadataFingerprint }, wishes);
  const nothing = wishes.begin === 'go on' ? await nothingOld(context, course) : undefined;
  if (nothing) return nothing;
  if (told && !awsHas(told, metadataFingerprint) && key.pk !== course.to?.pk) {
    return stop('AWS was given other metadata than authentik shows now', SET_UP_FIRST);
  }
  const inUse = {
    provider: { pk: provider.pk, name: provider.name, foreign: isSomebodys(context, provider) },
    ...{ slug: provider.applicationSlug, key, expires },
    ...{ entityId: metadata.entityId, metadataFingerprint },
    startUrl: recall(memory, 'accessPortal')?.value.url ?? instance.portals.classic,
  };
  const notes = [endNote(inUse, now()), ...(told ? [] : [notRemembered])];
  if (switchedBackOutside(context, key)) notes.push(takenBack);
  if (wishes.begin === 'now') notes.push(...underWay(context, course));
  return { found: { inUse, course }, notes };
}

function isSomebodys({ memory }: Context, { pk, name }: SamlProvider): boolean {
  return isForeign(memory, SAML_PROVIDER_KEY, { id: String(pk), name });
}

function stop(text: string, next: string): Seen {
  return { blocking: { level: 'blocking', text, next }, notes: [] };
}

/** What `--remove-old` ends with where there is neither a rotation to go on with nor an old key pair. */
async function nothingOld(
  { authentik, memory }: Context,
  { from, to }: Found['course'],
): Promise<Seen | undefined> {
  if (to || pendingNext(memory, from)) return undefined;
  const known = oldOnes(memory).filter(([, { pk }]) => pk !== from.pk);
  const there = await Promise.all(known.map(([, { pk }]) => authentik.certificates.get(pk)));
  const names = there.flatMap((keyPair) => (keyPair ? [`"${keyPair.name}"`] : []));
  const earlier = `Of earlier rotations there is still ${names.join(' and ')}: remove it in authentik under System → Certificates, or leave it to authentik-aws undo.`;
  const begin = 'To go over to the next certificate first: authentik-aws rotate certificate';
  return stop(
    'No old key pair is remembered: no rotation is finished or under way',
    names.length > 0 ? earlier : begin,
  );
}

/** Why `--another` does not begin one. */
function underWay({ memory }: Context, { from, to, switchedAt }: Found['course']): Note[] {
  const next = to ?? pendingNext(memory, from);
  if (!next) return [];
  if (!switchedAt) {
    const text = `a rotation to "${next.name}" is under way already: this run goes on with it and begins no other`;
    return [{ level: 'info', text }];
  }
  return [
    {
      level: 'warning',
      text: `nobody was seen to sign in since the rotation to "${next.name}", so this run goes on with it and begins no other`,
      next: 'Sign in once, and run the same command again. To begin another all the same: authentik-aws rotate certificate --another --without-sign-in',
    },
  ];
}

const SET_UP = 'Set it up first, or name it with --provider-name NAME: authentik-aws setup';
const SET_UP_FIRST =
  'See what differs with authentik-aws plan, and put it right with authentik-aws setup; then rotate.';

const notRemembered: Note = {
  level: 'info',
  text: 'it is not remembered what AWS was given, so see in its console that it is this provider',
};

const takenBack: Note = {
  level: 'warning',
  text: 'authentik signs with the key of before the last rotation again, and this tool did not do that',
};

/** What a rotation keeps of a key pair. */
export function keyOf(keyPair: {
  readonly pk: string;
  readonly name: string;
  readonly fingerprintSha256: string;
}) {
  const { pk, name, fingerprintSha256: fingerprint } = keyPair;
  return { pk, name, fingerprint };
}

function endNote({ key, expires }: Found['inUse'], now: Date): Note {
  const left = daysLeft({ expires }, now);
  const when = left < 0 ? `ended on ${day(expires)}` : `ends in ${left} days, on ${day(expires)}`;
  const text = `authentik signs with "${key.name}", whose certificate ${when}`;
  return { level: left < 30 ? 'warning' : 'info', text };
}
