import { z } from 'zod';
import { SignInStopped } from './stopped.js';

const errors = z.record(z.string(), z.array(z.object({ string: z.string() })));

/** What authentik's flow executor asks for next, as far as the browser needs it. */
const challengeShape = z.object({
  component: z.string(),
  /** `xak-flow-redirect`: where to go. */
  to: z.string().optional(),
  /** `ak-stage-autosubmit`: the form to send. */
  url: z.string().optional(),
  attrs: z.record(z.string(), z.string().nullable()).optional(),
  /** `ak-stage-identification`. */
  password_fields: z.boolean().optional(),
  user_fields: z.array(z.string()).nullish(),
  captcha_stage: z.unknown().optional(),
  /** `ak-stage-consent`. */
  token: z.string().optional(),
  /** `ak-stage-access-denied`. */
  error_message: z.string().nullish(),
  /** Why the last answer was not taken, field by field. */
  response_errors: errors.nullish(),
});

/** One step of a login flow. */
export type Challenge = z.infer<typeof challengeShape>;

/** Reads the executor's JSON. Throws `SignInStopped` for anything else. */
export function readChallenge(status: number, body: string): Challenge {
  const parsed = challengeShape.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  throw new SignInStopped(`authentik's login flow answered ${status} with something unexpected`);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The errors of the last answer in one line; undefined when it was taken. */
export function errorsOf({ response_errors }: Challenge): string | undefined {
  const texts = Object.values(response_errors ?? {}).flatMap((list) => list.map((e) => e.string));
  return texts.length === 0 ? undefined : texts.join(' ');
}
