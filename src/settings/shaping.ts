import { resolve } from 'node:path';
import { ExpectedError } from '../basics/errors.js';
import { flagName } from './flag-name.js';
import { type InputKey, inputOf, type Values } from './inputs.js';
import { type Settings, withAnswer } from './settings.js';

/** The inputs that decide what a plan says. Consents and secrets are none of them. */
const shaping = [
  'application',
  'applicationName',
  'providerName',
  'certificate',
  'certificateDays',
  'groups',
  'scim',
  'spMetadata',
  'acsUrl',
  'spIssuer',
  'portalUrl',
  'scimEndpoint',
  'forceScimEndpoint',
  'outputDir',
] as const satisfies readonly InputKey[];

type Shaping = (typeof shaping)[number];

/** Whether an input is one that a kept plan brings along. */
export function isShaping(key: InputKey): key is Shaping {
  return shaping.some((one) => one === key);
}

/** Inputs as text, by their keys: what a kept plan says of the wishes behind it. */
export type ShapingTexts = Readonly<Record<string, string | readonly string[]>>;

/** A path means the same file wherever the next command is run. */
const paths: readonly Shaping[] = ['spMetadata', 'outputDir'];

function textOf(key: Shaping, value: NonNullable<Values[Shaping]>): string | string[] {
  if (Array.isArray(value)) return [...value].sort();
  return paths.includes(key) ? resolve(String(value)) : String(value);
}

function isGiven({ sources }: Settings, key: Shaping): boolean {
  return sources[key] !== 'default' && sources[key] !== 'none';
}

/** What was given of the inputs that shape a plan. */
export function shapingTexts(settings: Settings): Record<string, string | string[]> {
  const given = shaping.filter((key) => isGiven(settings, key));
  return Object.fromEntries(
    given.flatMap((key) => {
      const value = settings.values[key];
      return value === undefined ? [] : [[key, textOf(key, value)]];
    }),
  );
}

/**
 * Settings in which what shaped a plan is as it was then.
 * @throws ExpectedError (`usage`) naming each input that was given and says something else
 */
export function withShaping(settings: Settings, texts: ShapingTexts): Settings {
  const conflicts = shaping.filter(
    (key) => isGiven(settings, key) && !agrees(settings, key, texts),
  );
  if (conflicts.length > 0) throw disagreement(conflicts);
  return shaping.reduce((all, key) => withText(all, key, wanted(texts, key)), settings);
}

function wanted(texts: ShapingTexts, key: Shaping): string | readonly string[] | undefined {
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

/** What the plan does not name had its default then. */
function agrees({ values }: Settings, key: Shaping, texts: ShapingTexts): boolean {
  const [now, then] = [values[key], wanted(texts, key) ?? inputOf(key).default];
  if (now === undefined || then === undefined) return now === then;
  const before = typeof then === 'string' ? then : textOf(key, then);
  return JSON.stringify(textOf(key, now)) === JSON.stringify(textOf(key, before));
}

function withText<K extends Shaping>(
  settings: Settings,
  key: K,
  text: string | readonly string[] | undefined,
): Settings {
  if (text === undefined || isGiven(settings, key)) return settings;
  const { parse, gather } = inputOf(key);
  const value = typeof text === 'string' ? parse(text) : gather?.(text);
  return value === undefined ? settings : withAnswer(settings, key, value, 'plan');
}

function disagreement(keys: readonly Shaping[]): ExpectedError {
  const flags = keys.map((key) => `--${flagName(inputOf(key).flag)}`).join(', ');
  return new ExpectedError({
    what: `The plan was made with other settings than these: ${flags}`,
    why: 'A plan that is kept brings the settings with which it was made. Nothing was changed.',
    next: [
      'Leave them out, as flags and as variables.',
      'Or make a new plan with them: authentik-aws plan --out FILE',
    ],
    exit: 'usage',
  });
}
