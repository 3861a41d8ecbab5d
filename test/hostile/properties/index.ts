import type { Property } from '../property.js';
import { addressProperties } from './addresses.js';
import { grantProperties } from './grant.js';
import { inputProperties } from './inputs.js';
import { keptProperties } from './kept.js';
import { metadataProperties } from './metadata.js';
import { refusalProperties } from './refusals.js';
import { shownProperties } from './shown.js';

/** All that is held against made-up input, quickly in every run and at length in the long ones. */
export const everyProperty: readonly Property[] = [
  ...addressProperties,
  ...metadataProperties,
  ...inputProperties,
  ...keptProperties,
  ...grantProperties,
  ...refusalProperties,
  ...shownProperties,
];
