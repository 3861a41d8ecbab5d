import { download, json, Refusal } from '../http/answers.js';
import { type Call, type Endpoint, query } from '../http/endpoint.js';
import { has } from '../releases.js';
import { identityProviderMetadata } from '../saml/metadata.js';
import { loginApplicationOf } from '../saml-seam.js';
import { text } from '../world/row.js';
import { pick } from './crud.js';
import { samlProviders } from './saml-providers.js';

/** The identity provider's metadata, open to anyone: as JSON, or with `download` as a file. */
export const samlMetadata: Endpoint = {
  path: `${samlProviders.path}:key/metadata/`,
  methods: { GET: { rights: 'anyone', run } },
};

async function run(call: Call): Promise<Response> {
  const { world, origin } = call;
  const provider = await pick(samlProviders, call);
  const application = loginApplicationOf(world, provider);
  if (application === undefined) {
    if (has(world.release, 'metadataNeedsApplication'))
      throw new Refusal(404, { detail: 'Not found.' });
    return json({ metadata: '' });
  }
  const metadata = identityProviderMetadata({
    ...{ release: world.release.text, application, origin },
    forceBinding: query(call, 'force_binding'),
  });
  // Its mere presence counts: `download=false` downloads as well.
  if (query(call, 'download') === undefined) return json({ metadata });
  return download(metadata, 'application/xml', `${text(provider, 'name')}_authentik_meta.xml`);
}
