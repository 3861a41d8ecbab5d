import type { DoctorContext, MissingInput } from './context.js';

/** The groups of checks, in the order in which they are shown, with their headings. */
export const checkGroups = {
  machine: 'This machine',
  authentik: 'authentik',
  aws: 'AWS',
  trust: 'Trust between them',
  provisioning: 'Provisioning',
  people: 'People',
} as const;

/** The id of a group. */
export type CheckGroup = keyof typeof checkGroups;

/** Whether something works only with it (`required`), or somebody should know (`advice`). */
export type CheckLevel = 'required' | 'advice';

/**
 * What a check found. `not known`: it could not be looked at; `not applicable`: there is nothing to
 * look at, for example before the set-up.
 */
export type CheckResult = 'ok' | 'problem' | 'not known' | 'not applicable';

/** What came of one check. */
export interface Finding {
  readonly result: CheckResult;
  /** A sentence without a closing stop, or several with. */
  readonly text: string;
  /** Where this finding weighs otherwise than its check. */
  readonly level?: CheckLevel;
  /** One thing a line, such as each permission that is missing. */
  readonly details?: readonly string[];
  /** What to do: a command or a click, one a line. */
  readonly remedy?: readonly string[];
  /** Nothing is wrong yet, but something ends within 30 days. */
  readonly endsSoon?: true;
}

/** One small check. It reads and never writes. */
export interface Check {
  /** What it is called in `--ignore` and in `--json`; a promise to scripts. */
  readonly id: string;
  readonly group: CheckGroup;
  readonly title: string;
  readonly level: CheckLevel;
  /** The checks that must have been fine before; they stand earlier in the list. */
  readonly needs: readonly string[];
  /**
   * @throws ExpectedError when it cannot be looked at: the finding is then `not known`
   */
  run(context: DoctorContext): Promise<Finding>;
}

type More = Pick<Finding, 'level' | 'details' | 'endsSoon'>;

/** Everything is as it should be. */
export function ok(text: string, more: More = {}): Finding {
  return { result: 'ok', text, ...more };
}

/** Something is wrong, and this is what to do. */
export function problem(
  text: string,
  remedy: string | readonly string[],
  more: More = {},
): Finding {
  const lines = typeof remedy === 'string' ? [remedy] : remedy;
  return { result: 'problem', text, ...(lines.length > 0 && { remedy: lines }), ...more };
}

/** It could not be looked at. */
export function notKnown(text: string, remedy: readonly string[] = []): Finding {
  return { result: 'not known', text, ...(remedy.length > 0 && { remedy }) };
}

/** Somebody has to give something first; the check of inputs says what. */
export function withoutInputs({ missing }: DoctorContext, system: MissingInput['of']) {
  const isMissing = missing.some((input) => input.of === system);
  return isMissing ? notKnown(`${system} cannot be reached without what inputs names`) : undefined;
}

/** There is nothing to look at. */
export function notApplicable(text: string): Finding {
  return { result: 'not applicable', text };
}
