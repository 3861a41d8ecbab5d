import type { LoginApplication } from './login-world.js';
import type { LoginFeatures } from './release-features.js';

/** The body of an answer of the flow executor. */
export type Challenge = Record<string, unknown>;

/** What authentik says of an answer that it does not take, by field. */
export type ResponseErrors = Record<string, { string: string; code: string }[]>;

/** The frame that challenges share: which flow, and where its cancel button leads. */
export interface FlowFrame {
  title: string;
  /** Where the user wanted to go; 2026.2 hands it on to the cancel address. */
  next?: string | undefined;
}

const AVATAR = `data:image/svg+xml;base64,${Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><circle cx="32" cy="32" r="32"/></svg>',
).toString('base64')}`;

/** Asks who the user is. */
export function identificationChallenge(
  frame: FlowFrame,
  application: LoginApplication | undefined,
  features: LoginFeatures,
): Challenge {
  return {
    ...native('ak-stage-identification', frame, features),
    user_fields: ['email', 'username'],
    password_fields: false,
    ...(application === undefined ? {} : wanted(application, features)),
    primary_action: 'Log in',
    sources: [],
    show_source_labels: false,
    ...(features.namesDesignation && {
      allow_show_password: false,
      flow_designation: 'authentication',
    }),
    ...(features.hasCaptcha && { captcha_stage: null, enable_remember_me: false }),
    ...(features.hasPasskeys && { pending_user_identifier: null, passkey_challenge: null }),
  };
}

/** Asks for the password of the user who was found. */
export function passwordChallenge(
  frame: FlowFrame,
  username: string,
  features: LoginFeatures,
): Challenge {
  return {
    ...native('ak-stage-password', frame, features),
    pending_user: username,
    pending_user_avatar: AVATAR,
    ...(features.namesDesignation && { allow_show_password: false }),
  };
}

/** Tells the browser to leave the flow for another address. */
export function redirectChallenge(to: string, features: LoginFeatures): Challenge {
  return {
    ...(features.namesChallengeType && { type: 'redirect' }),
    component: 'xak-flow-redirect',
    to,
  };
}

/** The form that carries a response to the service provider. */
export function autosubmitChallenge(
  application: LoginApplication,
  fields: Record<string, string>,
  features: LoginFeatures,
): Challenge {
  const { acsUrl } = application.provider;
  return {
    ...native('ak-stage-autosubmit', authorizationFrame(application), features),
    url: acsUrl,
    attrs: features.namesChallengeType ? { ACSUrl: acsUrl, ...fields } : fields,
    title: `Redirecting to ${application.name}...`,
  };
}

/** Ends a flow with a refusal. No server was recorded refusing: the keys are the schema's. */
export function accessDeniedChallenge(
  frame: FlowFrame,
  username: string,
  message: string,
  features: LoginFeatures,
): Challenge {
  return {
    ...native('ak-stage-access-denied', frame, features),
    pending_user: username,
    pending_user_avatar: AVATAR,
    error_message: message,
  };
}

/** The frame of the flow that leads to an application. */
export function authorizationFrame(application: LoginApplication): FlowFrame {
  return { title: `Redirecting to ${application.name}` };
}

function native(component: string, frame: FlowFrame, features: LoginFeatures): Challenge {
  const next =
    features.hasPasskeys && frame.next ? `?${new URLSearchParams({ next: frame.next })}` : '';
  return {
    ...(features.namesChallengeType && { type: 'native' }),
    flow_info: {
      title: frame.title,
      background: '/static/dist/assets/images/flow_background.jpg',
      ...(features.hasPasskeys && { background_themed_urls: null }),
      cancel_url: `/flows/-/cancel/${next}`,
      layout: 'stacked',
    },
    component,
  };
}

function wanted({ name, slug }: LoginApplication, features: LoginFeatures): Challenge {
  return {
    application_pre: name,
    ...(features.hasPasskeys && {
      application_pre_launch: `/application/saml/${slug}/sso/binding/init/`,
    }),
  };
}
