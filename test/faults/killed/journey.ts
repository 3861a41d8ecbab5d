import type { Stage } from '../../commands/stage.js';
import type { Census } from './census.js';
import type { SentRequest } from './trap.js';

/** A question to a person, as both ends of it show: the console's, and the state file's. */
export interface Question {
  /** The key among the state file's `told` under which the answer is remembered. */
  readonly told: string;
  /** Whether this is a request by which the sandbox's person does what the question asks for. */
  readonly asked: (request: SentRequest) => boolean;
}

/** What stands in both systems and in the state file right after a kill. */
export interface Aftermath {
  readonly told: ReadonlySet<string>;
  /** Access tokens of AWS that no provider of authentik holds: nobody will ever know them again. */
  readonly lostTokens: number;
}

/**
 * A run that is to be killed at each of its requests, as data. To have another command go through
 * it, describe a run of it like this and hand it to `killEverywhere`: README.md beside this file.
 */
export interface Journey {
  /** In words, for the line that counts. */
  readonly name: string;
  /** Brings a fresh stage to where the run begins. Nothing of this is killed or counted. */
  readonly prepare: (stage: Stage) => Promise<void>;
  /** The arguments of the run, and of the one that goes on after the kill. */
  readonly argv: readonly string[];
  readonly questions: readonly Question[];
  /**
   * What a run that went on may leave otherwise than an undisturbed one, after a kill with this
   * aftermath: exactly what is expected then. Without it nothing.
   */
  readonly expected?: (undisturbed: Census, aftermath: Aftermath) => Census;
}
