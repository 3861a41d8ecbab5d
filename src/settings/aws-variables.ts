import { hide } from '../basics/secret.js';
import type { Dotenv } from './dotenv.js';
import { isGiven } from './given.js';

type Environment = Record<string, string | undefined>;

/**
 * The variables by which the AWS SDK finds credentials (AWS SDKs and Tools reference guide,
 * "Environment variables"). They belong together: a session token that meets the key of another
 * session is refused by AWS with a message that explains nothing.
 */
const credentials = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
];

const secrets = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_CONTAINER_AUTHORIZATION_TOKEN'];

/**
 * Puts the variables of AWS from `.env` into an environment where they are not set, since the AWS
 * SDK reads the environment only. Credentials come from one place whole: if the environment has
 * any of them, `.env` adds none. Settings are resolved before, so that each source is known.
 */
export function addAwsVariables(env: Environment, dotenv: Dotenv): void {
  const hasCredentials = credentials.some((name) => isGiven(env[name]));
  for (const [name, value] of Object.entries(dotenv)) {
    if (!name.startsWith('AWS_') || !isGiven(value) || isGiven(env[name])) continue;
    if (hasCredentials && credentials.includes(name)) continue;
    env[name] = value;
  }
}

/** Makes the AWS secrets of an environment known to `redact`, whoever may come to print them. */
export function guardAwsSecrets(env: Readonly<Environment>): void {
  for (const name of secrets) {
    const value = env[name];
    // The text that an SDK sends may lack the white space around it.
    if (isGiven(value)) hide(value.trim());
  }
}
