import { consoleLinks } from '../aws/console-links.js';
import { identitySourceEvents } from '../aws/identity-source-events.js';
import type { Standing } from '../engine/change.js';
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
    const notes = seen.trailLimit ? [{ level: 'info' as const, text: seen.trailLimit }] : [];
    const at = inPlaceSince(seen);
    if (at) {
      const { fingerprint } = have.identityProviderMetadata;
      const since = seen.told?.signingSince;
      const known = {
        identitySource: { fingerprint, at, ...(since && { signingSince: since }) },
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
    const tell = () => rememberSwitch(context, have);
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
    if (!seen.told && inPlaceSince(seen)) await rememberSwitch(context, have);
  },
});

async function look(context: Context, have: Have): Promise<Seen> {
  const { memory, aws } = context;
  const { fingerprint, certificateValidFrom } = have.identityProviderMetadata;
  const proved = recall(memory, 'signIn')?.value.fingerprint === fingerprint;
  const events = proved
    ? { value: undefined }
    : await readTrail(() =>
        identitySourceEvents(aws, certificateValidFrom, awsNow(context).latest),
      );
  const switchedAt = events.value?.enabledAt;
  const told = stillTold(memory, events.value?.disabledAt);
  const isTold = told !== undefined && awsHas(told.value, fingerprint);
  return {
    told: told && { isThis: isTold, at: told.at, signingSince: signingSince(told, fingerprint) },
    switchedAt,
    trailLimit: events.limit,
    proved,
    preflight: proved || isTold || switchedAt ? undefined : await preflight(context, have),
  };
}

/** What was told before somebody switched back to another identity source holds no longer. */
function stillTold(memory: Context['memory'], disabledAt: Date | undefined) {
  const told = recall(memory, 'identitySource');
  return disabledAt !== undefined && told !== undefined && disabledAt > told.at ? undefined : told;
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

async function rememberSwitch(context: Context, have: Have) {
  const { fingerprint, entityId } = have.identityProviderMetadata;
  await context.memory.remember('identitySource', { fingerprint, entityId });
  return done({ identitySource: { fingerprint, at: awsNow(context).likely } });
}
