import { type AnyInput, type InputKey, inputOf, type Values } from './inputs.js';
import type { UnknownVariable } from './unknown-variables.js';
import { refusePlainHttp } from './values/authentik-url.js';

/**
 * Where the value of an input came from. `AWS profile` is a Region read from the configuration
 * files of the AWS SDK, `plan` the file of `--plan`; `none` means that there is no value.
 */
export type Source =
  | 'flag'
  | 'environment'
  | '.env'
  | 'state'
  | 'AWS profile'
  | 'plan'
  | 'answer'
  | 'default'
  | 'none';

/** Where each value came from. */
export type Sources = Readonly<Record<InputKey, Source>>;

/** What a run works with: each value, and where it came from. */
export interface Settings {
  readonly values: Values;
  readonly sources: Sources;
  /** Variables that look like inputs of this program and are none: worth a warning each. */
  readonly unknownVariables: readonly UnknownVariable[];
}

/**
 * Refuses values that are fine alone and wrong together.
 * @throws ExpectedError (`usage`)
 */
export function checkTogether(values: Partial<Values>): void {
  const { authentikUrl, allowPlainHttp, sandbox } = values;
  // The sandbox is reached under an address of its own, on loopback.
  if (authentikUrl === undefined || allowPlainHttp === undefined || sandbox === true) return;
  refusePlainHttp(authentikUrl, allowPlainHttp);
}

/**
 * Settings with one more value. A person's answer replaces what was there; what is remembered
 * (`state`), found in an AWS profile or said by a kept plan only fills a gap.
 * @throws ExpectedError (`usage`) when the value does not go with the others
 */
export function withAnswer<K extends InputKey>(
  settings: Settings,
  key: K,
  value: Values[K],
  source: 'state' | 'AWS profile' | 'plan' | 'answer',
): Settings {
  const present = settings.sources[key];
  if (source !== 'answer' && present !== 'default' && present !== 'none') return settings;
  const values = { ...settings.values, [key]: value };
  checkTogether(values);
  return { ...settings, values, sources: { ...settings.sources, [key]: source } };
}

/**
 * Settings with the answer that a person typed; it passes the same reader as a flag.
 * @throws ExpectedError (`usage`) saying what is wrong, so that the question can be asked again
 */
export function withTypedAnswer(settings: Settings, input: AnyInput, text: string): Settings {
  return withAnswer(settings, input.key, inputOf(input.key).parse(text), 'answer');
}
