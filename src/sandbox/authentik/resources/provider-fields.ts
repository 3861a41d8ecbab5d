import { constant, derived, type Field } from '../fields/field.js';
import type { View } from '../http/endpoint.js';
import { has } from '../releases.js';
import { applicationOf, backchannelApplicationOf } from '../world/links.js';
import type { Row, Value } from '../world/row.js';

/** The application that a provider serves: null while there is none. */
const mainAssignment: readonly Field[] = [
  derived('assigned_application_slug', (row, { world }) => applicationOf(world, row)?.slug ?? null),
  derived('assigned_application_name', (row, { world }) => applicationOf(world, row)?.name ?? null),
];

/** The application that a provider serves in the background: left out until 2025.8 without one. */
export const backchannelAssignment: readonly Field[] = [
  derived('assigned_backchannel_application_slug', (row, view) => backchannel(row, view, 'slug')),
  derived('assigned_backchannel_application_name', (row, view) => backchannel(row, view, 'name')),
];

/** Both kinds of assignment. */
export const assignment: readonly Field[] = [...mainAssignment, ...backchannelAssignment];

/** The fields that say what kind of provider it is. */
export function providerIdentity(form: string, title: string, model: string): Field[] {
  return [
    constant('component', form),
    constant('verbose_name', title),
    constant('verbose_name_plural', `${title}s`),
    constant('meta_model_name', model),
  ];
}

function backchannel(row: Row, { world }: View, field: string): Value | undefined {
  const application = backchannelApplicationOf(world, row);
  const without = has(world.release, 'backchannelAlwaysShown') ? null : undefined;
  return application?.[field] ?? without;
}
