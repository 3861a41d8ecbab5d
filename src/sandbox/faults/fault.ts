/**
 * Whose requests a fault meets: authentik's API, AWS's API, AWS's SCIM endpoint, or, through the
 * proxy that the environment names, those of the whole program.
 */
export type Side = 'authentik' | 'aws' | 'scim' | 'proxy';

/** A request at the edge of a half, as far as faults look at it. */
export interface Asked {
  readonly side: Side;
  /** `GET /core/groups/`, `sso:ListInstances` or `scim:CreateUser`. */
  readonly operation: string;
  /** Whether authentik's synchronisation sent it, and not the program. */
  readonly fromAuthentik: boolean;
  /** Writes a refusal in the form of the service that was asked. */
  refuse(refusal: Refusal): Response;
  /** Takes a permission or an IAM action away; gives how to hand it back. */
  withhold(right: string): () => void;
}

/** A refusal, before it has a form. */
export interface Refusal {
  readonly status: number;
  /** What AWS calls the exception; authentik has no such name. */
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a fault can do besides answering. */
export interface Means {
  /** Ends the connection without an answer. */
  cut(): Response;
  /** Begins an answer and resets the connection in the middle of its body. */
  reset(answer: Response): Promise<Response>;
  /** Resolves after so many milliseconds, or when nobody waits for the answer any more. */
  linger(milliseconds: number): Promise<void>;
  /** Lets nothing connect to the half, for so many milliseconds or until the fault is gone. */
  goDown(milliseconds: number | undefined): void;
  /** What authentik's worker was about to do is forgotten; nothing at AWS. */
  loseQueue(): void;
}

/** Meets one request: answers in its place, or lets the half act and spoils the answer. */
export type Meet = (
  met: Asked & Means,
  act: () => Promise<Response>,
) => Response | Promise<Response>;

/** Where a client is led instead of to the half, as long as the fault lasts. */
export type Detour = 'an unknown host' | 'an untrusted certificate';

/** What comes after the `=` of a fault's name. */
export interface ValueRule {
  /** As help shows it: `SECONDS`. */
  readonly name: string;
  /** What holds without one; a fault without this cannot do without a value. */
  readonly unless?: string;
  /** Which texts are taken. */
  readonly pattern: RegExp;
}

/** One kind of fault; with a side before its name it can be asked for. */
export interface FaultKind {
  /** What follows the side: `rate-limited`. */
  readonly name: string;
  readonly sides: readonly Side[];
  /** What happens, as a fragment that stands alone in a list. */
  readonly about: string;
  readonly value?: ValueRule;
  /** How often it happens unless told otherwise; without it for as long as it lasts. */
  readonly times?: number;
  /** Makes what happens of the value, which is empty where the kind takes none. */
  readonly meet?: (value: string) => Meet;
  /** It lies in the address that a client is given. */
  readonly detour?: Detour;
  /** It closes the half before the first request already, unless some requests go first. */
  readonly down?: boolean;
  /** What the machine's proxy answers to everything. */
  readonly proxy?: () => Response;
}
