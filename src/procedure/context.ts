import type { z } from 'zod';
import type { Authentik } from '../authentik/index.js';
import type { Aws } from '../aws/index.js';
import type { IdentityCenterInstance } from '../aws/instances.js';
import type { Secret } from '../basics/secret.js';
import type { Change } from '../engine/change.js';
import type { Listener } from '../engine/events.js';
import type { Memory } from '../engine/memory.js';
import { defineStep, type RunnableStep, type Step } from '../engine/step.js';
import type { Person } from '../handover/task.js';
import { type Facts, toldSchemas } from './facts.js';

/** What a person brought by flag, variable or file, as raw text: each handover reads its own. */
export interface Answers {
  /** Path of the file that AWS's console calls the metadata file. */
  readonly spMetadata?: string | undefined;
  readonly acsUrl?: string | undefined;
  readonly spIssuer?: string | undefined;
  readonly portalUrl?: string | undefined;
  readonly acceptIdentitySource: boolean;
  readonly identitySourceDone?: string | undefined;
  /** Milliseconds; absent: look once. */
  readonly waitForSignIn?: number | undefined;
  readonly scimEndpoint?: string | undefined;
  readonly scimToken?: Secret | undefined;
  /** Take an endpoint whose host is not known to be AWS's. */
  readonly forceScimEndpoint: boolean;
  /** Whoever falls out of scope may be deleted in AWS by the sync. */
  readonly acceptScimDeletions: boolean;
  /** The fingerprint, or its beginning, of the certificate that AWS has beside the one in use. */
  readonly certificateImported?: string | undefined;
  /** The access token that was replaced is deleted in AWS. */
  readonly oldTokenDeleted?: boolean;
}

/** What is kept in memory for this run alone and never saved. */
export interface Held {
  /** The SCIM token, from when a person brought it until authentik has it. */
  scimToken?: Secret;
}

/** What every step may use. Facts travel between the steps; this stays the same for a whole run. */
export interface Context {
  readonly authentik: Authentik;
  readonly aws: Aws;
  /** The instance that was chosen at the start. */
  readonly instance: IdentityCenterInstance;
  readonly memory: Memory;
  readonly answers: Answers;
  readonly held: Held;
  readonly person: Person;
  /** Whether a person can be asked. */
  readonly attended: boolean;
  readonly outputDir: string;
  /** The origin of a pretended AWS on loopback, where programs find its SCIM endpoint. */
  readonly loopbackAws: string | undefined;
  /** Both systems are pretended, so what only a real browser would mind does not matter. */
  readonly rehearsal: boolean;
  readonly now: () => Date;
  readonly tell: Listener;
  /** Throws when somebody asked to stop; called between two writing requests. */
  readonly checkpoint: () => void;
  /** Resolves after so many milliseconds, or rejects when somebody asks to stop. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A step of this procedure, ready for the list in `index.ts`. */
export function step<Needs extends keyof Facts, Gives extends keyof Facts, Seen>(
  definition: Step<Facts, Context, Needs, Gives, Seen>,
): RunnableStep<Facts, Context> {
  return defineStep(definition);
}

/**
 * Reads back what was told in this run or an earlier one. What no longer fits its schema counts
 * as not told: it is asked again.
 */
export function recall<Key extends keyof typeof toldSchemas>(
  memory: Memory,
  key: Key,
): { value: z.infer<(typeof toldSchemas)[Key]>; at: Date } | undefined {
  const remembered = memory.recall(key);
  if (!remembered) return undefined;
  const parsed = toldSchemas[key].safeParse(remembered.value);
  if (!parsed.success) return undefined;
  return {
    value: parsed.data as z.infer<(typeof toldSchemas)[Key]>,
    at: new Date(remembered.at),
  };
}

/** An update of one thing, or nothing when no field differs. */
export function updateOf(
  object: string,
  fields: Change['fields'],
  whose: Pick<Change, 'of' | 'foreign'> = {},
): Change[] {
  return fields && fields.length > 0 ? [{ action: 'update', object, fields, ...whose }] : [];
}

/** The `apply` of a step that only looks: its plan never has a change. */
export async function nothingToApply(): Promise<never> {
  throw new Error('a step that only looks was told to act');
}
