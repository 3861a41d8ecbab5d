import type { Authentik } from '../authentik/index.js';
import type { Aws } from '../aws/index.js';
import type { IdentityCenterInstance } from '../aws/instances.js';
import type { Secret } from '../basics/secret.js';
import type { Plan, PlannedStep } from '../engine/plan.js';
import type { Tally } from '../people/tally.js';
import type { Context } from '../procedure/context.js';
import type { Facts } from '../procedure/facts.js';
import type { FoundThere } from './found-there.js';

/** This machine, as far as it decides about a run. */
export interface Machine {
  /** Such as `v20.17.0`. */
  readonly nodeVersion: string;
  /** Such as `linux x64`. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** An input that nobody gave. */
export interface MissingInput {
  /** The system that cannot be looked at without it. */
  readonly of: 'authentik' | 'AWS';
  /** Its flag, its variable and what it is. */
  readonly line: string;
}

/** The state file of this pair of systems, and what stands beside it. */
export interface StateFound {
  readonly path: string;
  /** Absent while nothing was remembered. */
  readonly exists: boolean;
  /** How it was named; undefined where it is the default one. */
  readonly namedBy: 'flag' | 'setting' | undefined;
  /** What is wrong with what was found. */
  readonly remarks: readonly string[];
  /** Who holds the lock, in words; undefined when nobody does. */
  readonly lockedBy: string | undefined;
  /** The addresses of authentik in other state files that name this instance. */
  readonly sharedWith: readonly string[];
}

/** The procedure, looked at: how each step stands, and the facts that are known. */
export interface SetUp {
  readonly plan: Plan;
  readonly steps: readonly PlannedStep[];
  readonly facts: Partial<Facts>;
  readonly context: Context;
  readonly wishes: Facts['wishes'];
  readonly withScim: boolean;
  /** What there is, where nothing is remembered of it here. */
  readonly unremembered?: FoundThere | undefined;
}

/** Everyone, judged. */
export interface JudgedPeople {
  readonly tally: Tally;
  /** Whom the application lets in, in words. */
  readonly scope: string;
  readonly scopeKind: 'no application' | 'everyone' | 'policy' | 'bindings';
  /** Active people whom the application lets in. */
  readonly inScope: number;
  /** User names of those whom it would let in, were they not deactivated. */
  readonly deactivated: readonly string[];
  /** The mapping that makes the NameID in place of the e-mail address, by which all are judged. */
  readonly otherNameId: string | undefined;
}

/**
 * What the checks may use. Each lookup is made when first asked for, and once; a failure is the
 * failure of whoever asks.
 */
export interface DoctorContext {
  readonly now: () => Date;
  readonly machine: Machine;
  /** The inputs that nobody gave and without which a system cannot be looked at. */
  readonly missing: readonly MissingInput[];
  /** Milliseconds for one request. */
  readonly timeoutMs: number;
  /** Both systems are pretended, so what only a real browser would mind does not matter. */
  readonly rehearsal: boolean;
  readonly scimToken: Secret | undefined;
  readonly authentik: () => Promise<Authentik>;
  readonly aws: () => Promise<Aws>;
  readonly instance: () => Promise<IdentityCenterInstance>;
  readonly state: () => Promise<StateFound>;
  /** Whether provisioning by SCIM is wished for, or was in an earlier run. */
  readonly scimWanted: () => Promise<boolean>;
  readonly setUp: () => Promise<SetUp>;
  readonly people: () => Promise<JudgedPeople>;
}
