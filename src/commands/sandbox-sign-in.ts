import { ExpectedError, OutsideError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { Secret } from '../basics/secret.js';
import { type SignInOutcome, signIn } from '../sandbox/browser/index.js';
import { readSecretFile } from '../settings/secret-file.js';
import { jsonText } from '../terminal/printable.js';
import { openDesk } from './desk.js';
import type { Invocation } from './invocation.js';

/**
 * `authentik-aws sandbox sign-in`: one service-provider-initiated sign-in as a browser walks it,
 * at the pretended AWS and either kind of authentik.
 */
export async function sandboxSignIn({ world, flags, terminal }: Invocation): Promise<ExitReason> {
  const { settings } = openDesk(world, flags, terminal);
  const awsEndpoint = world.env.AWS_ENDPOINT_URL;
  if (!awsEndpoint) throw noEndpoint();
  const given = { flags, env: world.env, dotenv: {}, cwd: world.cwd };
  const text = readSecretFile(String(flags.passwordFile), given);
  const password = new Secret(text.replace(/\r?\n$/, ''));
  const { authentikUrl, json } = settings.values;
  const outcome = await signIn({
    awsEndpoint,
    user: String(flags.user),
    password: password.reveal(),
    ...(authentikUrl !== undefined && { authentikOrigin: new URL(authentikUrl).origin }),
  }).catch((error: unknown) => {
    throw notReached(error);
  });
  if (json) terminal.result(jsonText({ format: 'authentik-aws/sign-in', version: 1, ...outcome }));
  else terminal.result(inWords(outcome));
  return outcome.accepted ? 'done' : 'failed';
}

function inWords(outcome: SignInOutcome): string {
  if (outcome.accepted) return `AWS accepted the sign-in of ${outcome.nameId}.`;
  const { stoppedBy, errorMessage } = outcome;
  if (stoppedBy === 'AWS') return `AWS refused the sign-in: ${errorMessage}`;
  return `${stoppedBy} did not let the sign-in get as far as AWS: ${errorMessage}`;
}

/** The walk itself reports what the servers said; what is thrown never got an answer. */
function notReached(error: unknown): OutsideError {
  return new OutsideError({
    what: 'The sign-in could not be walked',
    why: error instanceof Error ? error.message : String(error),
    next: 'See that both systems run: AWS_ENDPOINT_URL is the pretended AWS, and AWS knows authentik by the address in its metadata.',
    cause: error,
  });
}

function noEndpoint(): ExpectedError {
  return new ExpectedError({
    what: 'There is no pretended AWS to sign in to',
    why: 'AWS_ENDPOINT_URL is not set, and a real AWS takes sign-ins from real browsers only.',
    next: ['Start one: authentik-aws sandbox --only aws', 'Then set the variables that it prints.'],
    exit: 'usage',
  });
}
