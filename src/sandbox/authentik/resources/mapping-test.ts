import { optional } from '../fields/field.js';
import { aKeyOf, anObject, orNull } from '../fields/kinds.js';
import { readFields } from '../fields/validate.js';
import { json, Refusal } from '../http/answers.js';
import { type Call, type Endpoint, query } from '../http/endpoint.js';
import { syncs } from '../scim/release-features.js';
import { text } from '../world/row.js';
import { evaluateScimMapping, MappingError, SkipObject } from '../world/scim-mappings.js';

const fields = [
  optional('user', orNull(aKeyOf((world, pk) => world.users.get(pk), 'integer')), null),
  optional('group', orNull(aKeyOf((world, pk) => world.groups.get(pk), 'uuid')), null),
  optional('context', anObject(), {}),
];

/** Tries a mapping on a user or a group. An expression that fails is 200 and not successful. */
export const mappingTest: Endpoint = {
  path: '/propertymappings/all/:key/test/',
  methods: {
    POST: {
      rights: ['authentik_core.view_propertymapping', 'authentik_core.add_propertymapping'],
      run,
    },
  },
};

function run(call: Call): Response {
  const { world, body, params } = call;
  const mapping = world.mappings.get(params.key);
  if (mapping === undefined) throw new Refusal(404, { detail: 'Not found.' });
  const sent = readFields({ world, fields, body, others: [], partial: false });
  const subject = {
    user: world.users.get(sent.user),
    group: world.groups.get(sent.group),
    canSkip: syncs(world.release, 'skipsObjects'),
  };
  const indent = query(call, 'format_result') === 'true' ? 4 : undefined;
  try {
    const given = evaluateScimMapping(text(mapping, 'expression'), subject);
    return json({ result: JSON.stringify(given, null, indent), successful: true });
  } catch (error) {
    if (!(error instanceof MappingError || error instanceof SkipObject)) throw error;
    return json({ result: error.message, successful: false });
  }
}
