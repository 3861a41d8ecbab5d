import type { Trouble } from '../basics/errors.js';
import type { AwsCall } from './connection.js';
import type { Failure } from './failure.js';

type Explainer = (failure: Failure, call: AwsCall) => Trouble;

const byName: readonly [name: RegExp, explain: Explainer][] = [
  [/^(?:ExpiredToken|TokenRefreshRequired)/, expired],
  [/^(?:RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)/, clockOff],
  [/^(?:SignatureDoesNotMatch|InvalidSignature|IncompleteSignature)/, badSignature],
  [/^(?:UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|AuthFailure)/, unknownKey],
  [/^(?:InvalidToken|MissingAuthenticationToken)/, unknownKey],
  [/^(?:CredentialsProviderError|TokenProviderError)$/, notLoaded],
];

/** Explains that credentials are missing, have ended or are not valid. */
export function explainCredentials(failure: Failure, call: AwsCall): Trouble | undefined {
  // A signature error about time is a clock that is wrong, whatever its name.
  if (/Signature (?:expired|not yet current)/i.test(failure.message)) return clockOff();
  return byName.find(([name]) => name.test(failure.name))?.[1](failure, call);
}

function notLoaded(failure: Failure, call: AwsCall): Trouble {
  if (/aws sso login|SSO session/i.test(failure.message)) return expired(failure, call);
  if (/Could not load credentials from any providers/.test(failure.message)) {
    return noneFound(call);
  }
  return {
    what: `The AWS credentials of ${named(call)} could not be loaded`,
    // Without quoted paths of cached tokens: they help nobody and tell where secrets lie.
    why: failure.message.replace(/\/\S+/g, '…'),
    next: signInAgain(call),
    exit: 'notAuthorised',
  };
}

function noneFound(call: AwsCall): Trouble {
  const tried =
    call.profile === undefined
      ? "Looked for in the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), the default profile, a web identity token and the machine's own role."
      : `The profile "${call.profile}" gave none; it was named by --profile or AWS_PROFILE, so nothing else was tried but a web identity token and the machine's own role.`;
  return {
    what: 'No AWS credentials were found',
    why: tried,
    next: [
      ...(call.profile === undefined
        ? ['Name a profile with --profile or AWS_PROFILE.']
        : signInAgain(call)),
      'Or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.',
      'Which profiles there are: aws configure list-profiles',
    ],
    exit: 'usage',
  };
}

function expired(_failure: Failure, call: AwsCall): Trouble {
  return {
    what: `The AWS credentials of ${named(call)} have ended`,
    why: 'They are temporary, and their time is over.',
    next: [...newOnes(call), 'Then run the same command again: it goes on where it stopped.'],
    exit: 'notAuthorised',
  };
}

function unknownKey(_failure: Failure, call: AwsCall): Trouble {
  return {
    what: `AWS does not know the credentials of ${named(call)}`,
    why: 'The access key was deleted or belongs to another partition of AWS, or AWS_SESSION_TOKEN is missing or of another key.',
    next: [
      `See what the AWS CLI says: aws sts get-caller-identity${profileFlag(call)}`,
      ...signInAgain(call),
    ],
    exit: 'notAuthorised',
  };
}

function badSignature(_failure: Failure, call: AwsCall): Trouble {
  return {
    what: `AWS did not accept the signature made with the credentials of ${named(call)}`,
    why: 'The secret access key does not belong to the access key, or something on the way changes requests.',
    next: [
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY anew, both from the same place.',
      ...signInAgain(call),
    ],
    exit: 'notAuthorised',
  };
}

function clockOff(): Trouble {
  return {
    what: 'AWS refused the request because of its time',
    why: "The clock of this machine differs from AWS's by more than AWS allows (some minutes).",
    next: 'Set the clock, for example with NTP, and run the same command again.',
  };
}

function signInAgain(call: AwsCall): string[] {
  return [`Sign in again: aws sso login${profileFlag(call)}`];
}

/** The environment's come from anywhere; a profile's from a sign-in. */
function newOnes(call: AwsCall): string[] {
  if (call.profile !== undefined) return signInAgain(call);
  return [
    ...signInAgain(call),
    'Or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN anew, all three from the same place.',
  ];
}

function profileFlag(call: AwsCall): string {
  return call.profile === undefined ? '' : ` --profile ${call.profile}`;
}

function named(call: AwsCall): string {
  return call.profile === undefined ? 'the environment' : `profile "${call.profile}"`;
}
