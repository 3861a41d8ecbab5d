import type { AnyInput } from './inputs.js';
import { durationText } from './values/duration.js';

/** One value as a person would write it: a duration with its units. */
export function valueText({ unit }: AnyInput, value: unknown): string {
  return unit === 'ms' && typeof value === 'number' ? durationText(value) : String(value);
}

/** The value of an input as a reader has it: dots for a secret, `yes` for a switch that is on. */
export function shownValue(input: AnyInput, value: unknown): string {
  if (typeof value === 'boolean') {
    const isOn = input.kind === 'off switch' ? !value : value;
    return isOn ? 'yes' : 'no';
  }
  const each: readonly unknown[] = Array.isArray(value) ? value : [value];
  return each.map((one) => valueText(input, one)).join(', ');
}
