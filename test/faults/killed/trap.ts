import type { LoggedRequest } from '../../../src/sandbox/aws/requests.js';
import type { Setting } from '../../commands/stage.js';

/** A request of the program, without what differs from one stage to the next. */
export interface SentRequest {
  readonly to: 'authentik' | 'AWS' | 'the console';
  /** `POST /api/v3/providers/saml/`, `identitystore ListUsers`, `GET /console/settings`. */
  readonly what: string;
}

/** One moment of a run: around the n-th request of a kind, since many are sent at the same time. */
export interface Moment extends SentRequest {
  readonly when: 'before' | 'after';
  /** From 1. */
  readonly occurrence: number;
}

/** Stands between the program and both systems of a stage, and knows what was sent. */
export interface Trap {
  /** What the stage must be started with. */
  readonly setting: Setting;
  /** What came since it was armed, in the order of coming. */
  readonly requests: readonly SentRequest[];
  readonly sprung: boolean;
  /** From now on requests count; `kill` ends the program for good before it resolves. */
  arm(kill: () => Promise<void>): void;
  /** Nothing counts any more. */
  disarm(): void;
}

/**
 * Sets a trap for the moment when the program's request has arrived and not been acted on
 * (`before`), or was acted on and its answer has not gone out (`after`). Without a moment it only
 * takes notes.
 */
export function setTrap(moment?: Moment): Trap {
  const requests: SentRequest[] = [];
  const left = { before: moment?.occurrence ?? 0, after: moment?.occurrence ?? 0 };
  let kill: (() => Promise<void>) | undefined;
  let sprung = false;
  const passes = async (when: Moment['when'], request: SentRequest): Promise<boolean> => {
    if (!kill || sprung) return true;
    if (when === 'before') requests.push(request);
    if (moment?.when !== when || nameOf(moment) !== nameOf(request)) return true;
    left[when] -= 1;
    if (left[when] > 0) return true;
    sprung = true;
    await kill();
    return false;
  };
  return {
    setting: {
      authentik: {
        // The program is gone, so nobody reads this answer; what counts is that nothing was done.
        intercept: async (request) =>
          (await passes('before', toAuthentik(request)))
            ? undefined
            : new Response(null, { status: 503 }),
        afterwards: async (request) => {
          await passes('after', toAuthentik(request));
        },
      },
      aws: {
        intercept: async (request) => {
          if (isOfWorker(request)) return undefined;
          return (await passes('before', toAws(request))) ? undefined : 'drop';
        },
        afterwards: async (request) => {
          if (!isOfWorker(request)) await passes('after', toAws(request));
        },
      },
    },
    requests,
    get sprung() {
      return sprung;
    },
    arm(by) {
      kill = by;
    },
    disarm() {
      kill = undefined;
    },
  };
}

/** One text for a request, to compare and to count by. */
export function nameOf({ to, what }: SentRequest): string {
  return `${to}: ${what}`;
}

/** The SCIM requests of authentik's own worker are none of the program's. */
function isOfWorker({ service, userAgent }: LoggedRequest): boolean {
  return service === 'scim' && userAgent !== 'authentik-aws';
}

function toAuthentik({ method, url }: Request): SentRequest {
  const { pathname, search } = new URL(url);
  return { to: 'authentik', what: `${method} ${withoutIds(pathname + search)}` };
}

function toAws({ service, operation, method }: LoggedRequest): SentRequest {
  if (service === 'console') {
    return { to: 'the console', what: `${method} ${withoutIds(operation)}` };
  }
  return { to: 'AWS', what: `${service} ${operation}` };
}

function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
}
