import { consoleLinks } from '../aws/console-links.js';
import { identitySourceEvents } from '../aws/identity-source-events.js';
import type { Standing } from '../engine/change.js';
import { done } from '../engine/outcome.js';
import { identitySourceHandover } from '../handover/identity-source.js';
import { checkInstance } from './check-answers.js';
import { type Context, recall, step } from './context.js';
import type { Facts } from './facts.js';
import { handOver } from './hand-over.js';
import { type Preflight, preflight, preflightNotes } from './identity-source-preflight.js';
import { readTrail } from './read-trail.js';

type Have = Pick<Facts, 'instance' | 'samlProvider' | 'application' | 'identityProviderMetadata'>;

interface Seen {
  /** When a person said that AWS has the metadata, and which one that was. */
  readonly told: { readonly fingerprint: string; readonly at: Date } | undefined;
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
    const at = inPlaceSince(have, seen);
    if (at) {
      const { fingerprint } = have.identityProviderMetadata;
      const known = { identitySource: { fingerprint, at } };
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
});

async function look(context: Context, have: Have): Promise<Seen> {
  const { memory, aws, now } = context;
  const { fingerprint, certificateValidFrom } = have.identityProviderMetadata;
  const proved = recall(memory, 'signIn')?.value.fingerprint === fingerprint;
  const events = proved
    ? { value: undefined }
    : await readTrail(() => identitySourceEvents(aws, certificateValidFrom, now()));
  const switchedAt = events.value?.enabledAt;
  const told = stillTold(memory, events.value?.disabledAt);
  const isTold = told?.value.fingerprint === fingerprint;
  return {
    told: told && { fingerprint: told.value.fingerprint, at: told.at },
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

/**
 * An event counts when nobody said anything and it is younger than the certificate: an older one
 * cannot have been about this metadata.
 */
function inPlaceSince({ identityProviderMetadata }: Have, seen: Seen): Date | undefined {
  const { told, switchedAt } = seen;
  if (!told) return switchedAt;
  return told.fingerprint === identityProviderMetadata.fingerprint ? told.at : undefined;
}

function standingOf({ proved, switchedAt }: Seen): Standing {
  if (proved) return 'proved';
  return switchedAt ? 'seen' : 'told';
}

function isRenewal({ told }: Seen): boolean {
  return told !== undefined;
}

async function rememberSwitch({ memory, now }: Context, have: Have) {
  const { fingerprint, entityId } = have.identityProviderMetadata;
  await memory.remember('identitySource', { fingerprint, entityId });
  return done({ identitySource: { fingerprint, at: now() } });
}
