import type { Challenge } from './flow-challenge.js';
import { SignInStopped } from './stopped.js';

/** Who signs in. */
export interface Credentials {
  /** A user name or an e-mail address, as the login flow asks for it. */
  user: string;
  password: string;
}

/**
 * What to answer to a stage of the login flow. Throws `SignInStopped`, naming the component, for
 * a stage that needs more than a name and a password.
 */
export function answerTo(challenge: Challenge, credentials: Credentials): Record<string, unknown> {
  const { component } = challenge;
  switch (component) {
    case 'ak-stage-identification':
      return identification(challenge, credentials);
    case 'ak-stage-password':
      return { component, password: credentials.password };
    case 'ak-stage-consent':
      return { component, ...(challenge.token !== undefined && { token: challenge.token }) };
    case 'ak-stage-user-login':
      return { component, remember_me: false };
    case 'ak-stage-access-denied':
      throw new SignInStopped(
        `authentik denied access: ${challenge.error_message || 'no reason given'}`,
      );
    case 'ak-stage-authenticator-validate':
      throw new SignInStopped(
        `authentik asks for a second factor, which this browser does not have (${component})`,
      );
    default:
      throw new SignInStopped(
        `authentik's login flow has a stage that this browser does not know (${component})`,
      );
  }
}

function identification(
  challenge: Challenge,
  { user, password }: Credentials,
): Record<string, unknown> {
  const { component } = challenge;
  if (challenge.captcha_stage !== undefined && challenge.captcha_stage !== null) {
    throw new SignInStopped(`authentik asks for a captcha (${component}), which needs a person`);
  }
  if (challenge.user_fields?.length === 0) {
    throw new SignInStopped(
      `authentik's login flow takes no user name (${component}), only other sources`,
    );
  }
  return { component, uid_field: user, ...(challenge.password_fields === true && { password }) };
}
