import {
  accessDeniedChallenge,
  type Challenge,
  type FlowFrame,
  identificationChallenge,
  passwordChallenge,
  type ResponseErrors,
  redirectChallenge,
} from './challenges.js';
import type { LoginContext } from './login-context.js';
import type { AuthenticationPlan, Session } from './sessions.js';

/** What the flow executor does next. */
export type FlowAnswer =
  | { kind: 'challenge'; challenge: Challenge }
  /** The stage is passed: ask the same address again. */
  | { kind: 'again' }
  /** The user is signed in; the challenge leads on. */
  | { kind: 'finished'; challenge: Challenge };

/** A step of the login flow: whose, and where the user wants to go afterwards. */
export interface AuthenticationStep {
  context: LoginContext;
  session: Session;
  plan: AuthenticationPlan;
  /** A path on this server. */
  next: string | undefined;
}

/** The default password stage's `failed_attempts_before_cancel`. */
const ALLOWED_FAILURES = 5;

/** Answers a GET of the login flow's executor; the stage after the password signs in. */
export function showAuthentication(step: AuthenticationStep): FlowAnswer {
  const { context, session, plan } = step;
  if (plan.stage === 'sign-in') {
    signIn(step);
    return { kind: 'again' };
  }
  if (plan.stage === 'done') {
    delete session.plan;
    return { kind: 'finished', challenge: redirectChallenge(step.next ?? '/', context.features) };
  }
  return { kind: 'challenge', challenge: currentChallenge(step) };
}

/**
 * Answers a POST with what the user typed: one stage on, or the same challenge with errors. The
 * errors' texts are read from authentik's source; no recorded sign-in failed.
 */
export function answerAuthentication(
  step: AuthenticationStep,
  answer: Record<string, unknown>,
): FlowAnswer {
  if (step.plan.stage === 'identification') return identify(step, answer.uid_field);
  if (step.plan.stage === 'password') return checkPassword(step, answer.password);
  return showAuthentication(step);
}

function currentChallenge({ context, session, plan, next }: AuthenticationStep): Challenge {
  const { world, features } = context;
  if (plan.stage === 'password') {
    return passwordChallenge(frame(next), plan.pendingUser ?? '', features);
  }
  const application = world.application(session.wantedApplication ?? '');
  return identificationChallenge(frame(next), application, features);
}

function identify(step: AuthenticationStep, identifier: unknown): FlowAnswer {
  if (typeof identifier !== 'string' || identifier === '') {
    return refuse(step, 'non_field_errors', 'No identification data provided.');
  }
  const user = step.context.world.user(identifier);
  if (user === undefined) return refuse(step, 'non_field_errors', 'Failed to authenticate.');
  step.plan.pendingUser = user.username;
  step.plan.stage = 'password';
  return { kind: 'again' };
}

function checkPassword(step: AuthenticationStep, password: unknown): FlowAnswer {
  const { context, plan } = step;
  if (typeof password !== 'string') {
    return refuse(step, 'password', 'This field is required.', 'required');
  }
  const user = context.world.user(plan.pendingUser ?? '');
  if (user?.isActive && context.world.passwordIsRight(user, password)) {
    plan.stage = 'sign-in';
    return { kind: 'again' };
  }
  plan.failures += 1;
  if (plan.failures > ALLOWED_FAILURES) return giveUp(step);
  return refuse(step, 'password', 'Invalid password');
}

function refuse(
  step: AuthenticationStep,
  field: string,
  message: string,
  code = 'invalid',
): FlowAnswer {
  const errors: ResponseErrors = { [field]: [{ string: message, code }] };
  return {
    kind: 'challenge',
    challenge: { ...currentChallenge(step), response_errors: errors },
  };
}

function giveUp({ context, session, plan, next }: AuthenticationStep): FlowAnswer {
  delete session.plan;
  const username = plan.pendingUser ?? '';
  return {
    kind: 'challenge',
    challenge: accessDeniedChallenge(frame(next), username, 'Unknown error', context.features),
  };
}

function signIn({ context, session, plan }: AuthenticationStep): void {
  plan.stage = 'done';
  context.sessions.renew(session);
  session.signedIn = { username: plan.pendingUser ?? '', at: context.world.now() };
}

function frame(next: string | undefined): FlowFrame {
  return { title: 'Welcome to authentik!', next };
}
