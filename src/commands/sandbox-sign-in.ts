import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { Secret } from '../basics/secret.js';
import { signIn } from '../sandbox/browser/index.js';
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
  const password = new Secret(
    readSecretFile(String(flags.passwordFile), given).replace(/\r?\n$/, ''),
  );
  const { authentikUrl } = settings.values;
  const outcome = await signIn({
    awsEndpoint,
    user: String(flags.user),
    password: password.reveal(),
    ...(authentikUrl !== undefined && { authentikOrigin: new URL(authentikUrl).origin }),
  });
  if (settings.values.json)
    terminal.result(jsonText({ format: 'authentik-aws/sign-in', version: 1, ...outcome }));
  else if (outcome.accepted)
    terminal.result(`AWS accepted the sign-in of ${outcome.nameId ?? 'somebody'}.`);
  else terminal.result(`AWS refused the sign-in: ${outcome.errorMessage ?? outcome.text}`);
  return outcome.accepted ? 'done' : 'failed';
}

function noEndpoint(): ExpectedError {
  return new ExpectedError({
    what: 'There is no pretended AWS to sign in to',
    why: 'AWS_ENDPOINT_URL is not set, and a real AWS takes sign-ins from real browsers only.',
    next: ['Start one: authentik-aws sandbox --only aws', 'Then set the variables that it prints.'],
    exit: 'usage',
  });
}
