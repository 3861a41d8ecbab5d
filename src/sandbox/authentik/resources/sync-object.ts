import { optional, required } from '../fields/field.js';
import { aFlag, aText, oneOf } from '../fields/kinds.js';
import { readFields } from '../fields/validate.js';
import { json } from '../http/answers.js';
import type { Call, Endpoint } from '../http/endpoint.js';
import { flag, text } from '../world/row.js';
import { pick } from './crud.js';
import { scimProviders } from './scim-providers.js';
import { logLines } from './sync-runs.js';

const fields = [
  required(
    'sync_object_model',
    oneOf(['authentik.core.models.User', 'authentik.core.models.Group']),
  ),
  required('sync_object_id', aText()),
  optional('override_dry_run', aFlag(), false, { from: 'compatibilityMode' }),
];

/** Synchronises one user or group and waits for it (from 2024.8 on). */
export const syncObject: Endpoint = {
  path: `${scimProviders.path}:key/sync/object/`,
  methods: { POST: { rights: ['authentik_providers_scim.add_scimprovider'], run } },
};

async function run(call: Call): Promise<Response> {
  const { world, body } = call;
  const provider = await pick(scimProviders, call, 'view');
  const sent = readFields({ world, fields, body, others: [], partial: false });
  const messages = await world.scimSync.one(provider, {
    model: text(sent, 'sync_object_model').endsWith('.User') ? 'user' : 'group',
    pk: text(sent, 'sync_object_id'),
    overridesDryRun: flag(sent, 'override_dry_run'),
  });
  return json({ messages: logLines(world, messages) });
}
