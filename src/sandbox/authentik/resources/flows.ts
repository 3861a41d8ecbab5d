import { constant, derived, optional, readOnly } from '../fields/field.js';
import { aText } from '../fields/kinds.js';
import { text } from '../world/row.js';
import { equal } from './filters.js';
import type { Resource } from './resource.js';

const background = '/static/dist/assets/images/flow_background.jpg';

/** Flows: what a user is led through. They can be read here; nothing in this server edits them. */
export const flows: Resource = {
  path: '/flows/instances/',
  table: (world) => world.flows,
  model: 'authentik_flows.flow',
  title: 'Flow',
  lookup: 'slug',
  fields: [
    readOnly('pk'),
    readOnly('policybindingmodel_ptr_id'),
    optional('name', aText(), ''),
    readOnly('slug'),
    readOnly('title'),
    readOnly('designation'),
    constant('background', background, { until: 'fileIcons' }),
    constant('background', '', { from: 'fileIcons' }),
    constant('background_url', background, { from: 'fileIcons' }),
    constant('background_themed_urls', null, { from: 'fileIcons' }),
    readOnly('stages'),
    constant('policies', []),
    constant('cache_count', 0),
    constant('policy_engine_mode', 'any'),
    constant('compatibility_mode', false),
    derived('export_url', (row) => `/api/v3/flows/instances/${text(row, 'slug')}/export/`),
    constant('layout', 'stacked'),
    constant('denied_action', 'message_continue'),
    readOnly('authentication'),
  ],
  filters: {
    slug: equal('slug'),
    name: equal('name'),
    designation: equal('designation'),
    flow_uuid: equal('pk'),
  },
  searched: ['name', 'slug', 'designation', 'title'],
  order: 'slug',
};
