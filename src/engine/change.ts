/**
 * What a step would do to one thing; `you` is a person's part, `write` a file on this machine, and
 * `remember` an answer that this run was given: nobody has anything to do for it.
 */
export type Action = 'create' | 'update' | 'delete' | 'write' | 'remember' | 'you';

/** One field that changes; `from` is absent when the thing is new. */
export interface FieldChange {
  readonly field: string;
  readonly from?: string;
  readonly to: string;
}

/** One intended change, as the plan shows it and `apply` carries it out. */
export interface Change {
  readonly action: Action;
  /** What is changed, with its name: `SAML provider "AWS IAM Identity Center"`. */
  readonly object: string;
  readonly fields?: readonly FieldChange[];
  /** Why, where the object and its fields do not say it. */
  readonly why?: string;
  /** The key of the observed object that it makes or alters. */
  readonly of?: string;
  /** It alters what this tool did not make, which takes a consent of its own. */
  readonly foreign?: true;
}

/** A remark of a step. A `blocking` one keeps the run from going past the step. */
export interface Note {
  readonly level: 'info' | 'warning' | 'blocking';
  readonly text: string;
  /** What to do about it: a command or a click. */
  readonly next?: string;
}

/**
 * How a finished line of the guide is known: *told* by a person, *seen* in a system, *proved* by
 * a sign-in that could not have worked without it.
 */
export type Standing = 'told' | 'seen' | 'proved';

/** Where a step acts. */
export type Place = 'authentik' | 'AWS' | 'AWS console' | 'this machine';
