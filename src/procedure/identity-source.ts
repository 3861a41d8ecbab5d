import { consoleLinks } from '../aws/console-links.js';
import { identitySourceEvents } from '../aws/identity-source-events.js';
import { minute } from '../basics/words.js';
import type { Note, Standing } from '../engine/change.js';
import { done } from '../engine/outcome.js';
import { identitySourceHandover } from '../handover/identity-source.js';
import { awsNow } from './aws-clock.js';
import { checkInstance } from './check-answers.js';
import { type Context, recall, step } from './context.js';
import type { Facts } from './facts.js';
import { handOver } from './hand-over.js';
import { type Preflight, preflight, preflightNotes } from './identity-source-preflight.js';
import { readTrail } from './read-trail.js';
import { awsHas } from './trusted-metadata.js';

type Have = Pick<Facts, 'instance' | 'samlProvider' | 'application' | 'identityProviderMetadata'>;

interface Seen {
  /** When a person said that AWS has metadata, and whether it was this or has its certificate. */
  readonly told:
    | { readonly isThis: boolean; readonly at: Date; readonly signingSince: Date | undefined }
    | undefined;
  /** When CloudTrail saw the switch to an external identity provider, if it was not undone. */
  readonly switchedAt: Date | undefined;
  /** The last switch to or away from an identity provider: no sign-in before it proves anything. */
  readonly sourceChangedAt: Date | undefined;
  /** When somebody switched again after a sign-in had proved it; which provider is not told. */
  readonly switchedAnew: Date | undefined;
  readonly trailLimit: string | undefined;
  readonly proved: boolean;
  /** Only looked for where the switch is still to come. */
  readonly preflight: Preflight | undefined;
}

/** Guide lines 13 and 14: AWS is told whom to trust. It changes how everyone signs in. */
export const identitySource = step({
  id: 'identity-source',
  title: 'Change the identity source',
  guide: ['13', '14'],
  place: 'AWS console',
  outlook: 'you upload the metadata in AWS; from then on everyone signs in through authentik',
  needs: ['instance', 'samlProvider', 'application', 'identityProviderMetadata'],
  gives: ['identitySource'],
  look,
  plan(have, seen) {
    const notes = trailNotes(seen);
    const at = inPlaceSince(seen);
    if (at) {
      const { fingerprint } = have.identityProviderMetadata;
      const since = seen.told?.signingSince;
      const known = {
        identitySource: {
          ...{ fingerprint, at },
          ...(since && { signingSince: since }),
          ...changedSince(seen),
        },
      };
      return { changes: [], standing: standingOf(seen), known, notes };
    }
    const renewal = isRenewal(seen);
    const object = renewal
      ? 'give AWS the new metadata of authentik'
      : 'change the identity source to authentik';
    return {
      changes: [{ action: 'you', object }],
      known: {},
      notes: seen.preflight && !renewal ? [...preflightNotes(seen.preflight), ...notes] : notes,
    };
  },
  async apply(context, have, seen) {
    const { answers, person } = context;
    const tell = () => rememberSwitch(context, have, seen);
    if (answers.identitySourceDone !== undefined) return tell();
    const { metadataPath, certificatePath, fingerprint } = have.identityProviderMetadata;
    // Somebody may follow the instructions and never say so: who takes it all apart must know.
    if (!recall(context.memory, 'identitySourceAsked')) {
      await context.memory.remember('identitySourceAsked', { fingerprint });
    }
    const handover = identitySourceHandover({
      settingsLink: consoleLinks(have.instance).settings,
      instanceId: have.instance.id,
      files: [
        { label: 'IdP SAML metadata', path: metadataPath },
        { label: 'IdP certificate', path: certificatePath },
      ],
      notes: seen.preflight ? preflightNotes(seen.preflight) : [],
      renewal: isRenewal(seen),
      consented: answers.acceptIdentitySource,
      read: (text) => checkInstance(text, have.instance),
    });
    return handOver(person, handover, tell);
  },
  /** CloudTrail forgets after 90 days (CloudTrail user guide, view-cloudtrail-events). */
  async keep(context, have, seen) {
    if (!seen.told && inPlaceSince(seen)) await rememberSwitch(context, have, seen);
  },
});

async function look(context: Context, have: Have): Promise<Seen> {
  const { memory, aws } = context;
  const { fingerprint, certificateValidFrom } = have.identityProviderMetadata;
  const trail = await readTrail(() =>
    identitySourceEvents(aws, certificateValidFrom, awsNow(context).latest),
  );
  const { enabledAt: switchedAt, disabledAt } = trail.value ?? {};
  const kept = recall(memory, 'signIn')?.value;
  const signedInAt = kept?.fingerprint === fingerprint ? new Date(kept.at) : undefined;
  const switchedAnew = signedInAt && isAfter(switchedAt, signedInAt) ? switchedAt : undefined;
  const proved =
    signedInAt !== undefined &&
    switchedAnew === undefined &&
    !(disabledAt !== undefined && disabledAt >= signedInAt);
  const told = stillTold(memory, [disabledAt, switchedAnew]);
  const isTold = told !== undefined && awsHas(told.value, fingerprint);
  return {
    told: told && { isThis: isTold, at: told.at, signingSince: signingSince(told, fingerprint) },
    switchedAt,
    sourceChangedAt: latest(switchedAt, disabledAt),
    switchedAnew: told ? undefined : switchedAnew,
    trailLimit: proved ? undefined : trail.limit,
    proved,
    preflight: proved || isTold || switchedAt ? undefined : await preflight(context, have),
  };
}

/** What was told before somebody switched to another identity source holds no longer. */
function stillTold(memory: Context['memory'], switches: readonly (Date | undefined)[]) {
  const told = recall(memory, 'identitySource');
  return told && switches.some((at) => isAfter(at, told.at)) ? undefined : told;
}

function isAfter(at: Date | undefined, other: Date): boolean {
  return at !== undefined && at > other;
}

function latest(...moments: readonly (Date | undefined)[]): Date | undefined {
  const times = moments.flatMap((moment) => moment?.getTime() ?? []);
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

function changedSince({ sourceChangedAt }: Seen) {
  return sourceChangedAt ? { sourceChangedAt } : {};
}

function trailNotes({ trailLimit, switchedAnew }: Seen): Note[] {
  if (trailLimit) return [{ level: 'info', text: trailLimit }];
  if (!switchedAnew) return [];
  const text = `the identity source was switched again on ${minute(switchedAnew)}, after the last proved sign-in; CloudTrail does not tell to which identity provider`;
  return [{ level: 'warning', text, next: 'The next sign-in proves it: authentik-aws status' }];
}

/** It is known of the certificate that a rotation brought, and of no other. */
function signingSince(
  { value }: NonNullable<ReturnType<typeof stillTold>>,
  fingerprint: string,
): Date | undefined {
  const known = value.fingerprint === fingerprint ? value.signingSince : undefined;
  return known === undefined ? undefined : new Date(known);
}

/**
 * An event counts when nobody said anything and it is younger than the certificate: an older one
 * cannot have been about this metadata.
 */
function inPlaceSince({ told, switchedAt }: Seen): Date | undefined {
  if (!told) return switchedAt;
  return told.isThis ? told.at : undefined;
}

function standingOf({ proved, switchedAt }: Seen): Standing {
  if (proved) return 'proved';
  return switchedAt ? 'seen' : 'told';
}

function isRenewal({ told }: Seen): boolean {
  return told !== undefined;
}

async function rememberSwitch(context: Context, have: Have, seen: Seen) {
  const { fingerprint, entityId } = have.identityProviderMetadata;
  await context.memory.remember('identitySource', { fingerprint, entityId });
  const at = awsNow(context).likely;
  return done({ identitySource: { fingerprint, at, ...changedSince(seen) } });
}
