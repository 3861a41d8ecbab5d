import { explainRefusal, mayBeCertificate } from './sign-in-refusals.js';
import type { TrailQuery } from './trail-events.js';
import type { TrailEvent } from './trail-record.js';

/** What can look events up. */
export interface EventSource {
  events(query: TrailQuery): AsyncIterable<TrailEvent>;
}

/** A sign-in through the external identity provider, as CloudTrail shows it. */
export interface SignIn {
  readonly at: Date;
  readonly accepted: boolean;
  /** The NameID; AWS masks it where it refused. */
  readonly userName?: string | undefined;
  /** AWS's own words for a refusal. */
  readonly errorMessage?: string | undefined;
  /** The same in words that help. */
  readonly explanation: string;
  readonly eventId: string;
  /** Refused, and a certificate that AWS does not have may be why. */
  readonly mayBeCertificate: boolean;
}

/** How many events of a kind are looked at: enough to find the newest, few enough to be quick. */
const MOST = 50;

/**
 * Sign-ins since a moment, newest first. A user that IAM Identity Center does not know was reported
 * to leave no event at all, so none seen proves nothing.
 *
 * @throws AwsError when CloudTrail cannot be read.
 */
export async function signIns(
  aws: EventSource,
  period: { since: Date; until?: Date | undefined },
): Promise<readonly SignIn[]> {
  const query = { ...period, limit: MOST };
  const [accepted, refused] = await Promise.all([
    collect(aws.events({ ...query, name: 'UserAuthentication' }), acceptedSignIn),
    collect(aws.events({ ...query, name: 'ExternalIdPDirectoryLogin' }), refusedSignIn),
  ]);
  return [...accepted, ...refused].sort((a, b) => b.at.getTime() - a.at.getTime());
}

async function collect(
  events: AsyncIterable<TrailEvent>,
  read: (event: TrailEvent) => SignIn | undefined,
): Promise<SignIn[]> {
  const found: SignIn[] = [];
  for await (const event of events) {
    const signIn = read(event);
    if (signIn !== undefined) found.push(signIn);
  }
  return found;
}

/** Sign-ins with a password of IAM Identity Center are recorded under the same name. */
function acceptedSignIn(event: TrailEvent): SignIn | undefined {
  if (event.additionalEventData.CredentialType !== 'EXTERNAL_IDP') return undefined;
  if (outcomeOf(event, 'UserAuthentication') === 'Failure') return refusedSignIn(event);
  return {
    at: event.at,
    accepted: true,
    userName: event.userName,
    explanation: 'AWS accepted the response of the identity provider.',
    eventId: event.id,
    mayBeCertificate: false,
  };
}

function refusedSignIn(event: TrailEvent): SignIn | undefined {
  const succeeded = outcomeOf(event, 'ExternalIdPDirectoryLogin') === 'Success';
  // An accepted response is followed by a UserAuthentication event, which tells who it was.
  if (succeeded && event.errorMessage === undefined) return undefined;
  return {
    at: event.at,
    accepted: false,
    userName: event.userName,
    errorMessage: event.errorMessage,
    explanation: explainRefusal(event.errorMessage),
    eventId: event.id,
    mayBeCertificate: mayBeCertificate(event.errorMessage),
  };
}

/** Failures carry no error code; the outcome stands under the event's own name. */
function outcomeOf(event: TrailEvent, name: string): unknown {
  return event.responseElements[name] ?? event.serviceEventDetails[name];
}
