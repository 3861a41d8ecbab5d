import { json, Refusal } from '../http/answers.js';
import { mayUse } from '../http/callers.js';
import { type Call, type Endpoint, query } from '../http/endpoint.js';
import { has } from '../releases.js';
import { samlAttributes } from '../saml/attributes.js';
import { nameIdFormat, nameIdText } from '../saml/name-id.js';
import { loginFeatures } from '../saml/release-features.js';
import { asLoginUser } from '../saml-seam.js';
import type { Row } from '../world/row.js';
import { samlSettings } from '../world/saml-settings.js';
import { pick } from './crud.js';
import { samlProviders } from './saml-providers.js';

/** What an assertion would say of a user: attributes and NameID. */
export const samlPreview: Endpoint = {
  path: `${samlProviders.path}:key/preview_user/`,
  methods: { GET: { rights: 'signed-in', run } },
};

async function run(call: Call): Promise<Response> {
  const { world } = call;
  const settings = samlSettings(world, await pick(samlProviders, call, 'view'));
  const user = asLoginUser(world, subject(call));
  const format = nameIdFormat(undefined, settings, loginFeatures(world.release.text));
  const attributes = samlAttributes(user, settings.attributeMappings);
  return json({
    preview: {
      attributes: attributes.map(({ name, values }) => ({ Value: values, Name: name })),
      nameID: nameIdText(format, user, settings, ''),
    },
  });
}

/** Before 2024.2 nobody but the caller himself can be asked about. */
function subject(call: Call): Row {
  const { world, user } = call;
  const wanted = query(call, 'for_user');
  if (wanted === undefined || !has(world.release, 'previewForUser')) return user;
  const found = mayUse(world, user, 'authentik_core.preview_user') && world.users.get(wanted);
  if (!found) throw new Refusal(400, { for_user: 'User not found' });
  return found;
}
