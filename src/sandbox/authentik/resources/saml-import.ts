import { InvalidValue, required, show } from '../fields/field.js';
import { aKeyOf, aText } from '../fields/kinds.js';
import { readFields } from '../fields/validate.js';
import { json, nothing, Stumble } from '../http/answers.js';
import type { Call, Endpoint } from '../http/endpoint.js';
import { has } from '../releases.js';
import { ensureDefaultCertificate, keyPairOf } from '../world/certificates.js';
import { pkOf, type Row, text, type Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { nameIdFormats, samlProviderFields } from './saml-provider-fields.js';
import { samlProviders } from './saml-providers.js';
import { failedImport, readServiceProvider, type ServiceProvider } from './sp-metadata.js';

const flowByUuid = aKeyOf((world, pk) => world.flows.get(pk), 'uuid');

const fields = [
  required('name', aText()),
  required('authorization_flow', (value, world) => {
    if (has(world.release, 'importFlowByUuid')) return flowByUuid(value, world);
    return flowBySlug(String(value), world);
  }),
  required('invalidation_flow', flowByUuid, { from: 'invalidationFlow' }),
  required('file', (value) => String(value), { missing: 'No file was submitted.' }),
];

/** Makes a SAML provider from a service provider's metadata: 204 until 2025.10, later 201. */
export const samlImport: Endpoint = {
  path: `${samlProviders.path}import_metadata/`,
  methods: {
    POST: {
      rights: [
        'authentik_providers_saml.add_samlprovider',
        'authentik_crypto.add_certificatekeypair',
      ],
      body: 'multipart',
      run,
    },
  },
};

async function run({ world, parts }: Call): Promise<Response> {
  const sent = readParts(world, parts);
  const metadata = readServiceProvider(parts.get('file') ?? '');
  await ensureDefaultCertificate(world);
  if (world.providers.find('name', text(sent, 'name')) !== undefined) throw new Stumble();
  const row = world.providers.add({
    ...defaults(world),
    ...sent,
    ...fromMetadata(metadata, world),
    kind: 'saml',
  });
  if (!has(world.release, 'importReturnsProvider')) return nothing();
  // This answer is written without the request at hand, so that the addresses are empty.
  const view = { world, origin: undefined, query: new URLSearchParams() };
  return json(show(samlProviderFields, row, view), 201);
}

/** What the form says but for the file; throws 400 for what is missing or wrong. */
function readParts(world: World, parts: ReadonlyMap<string, string>): Row {
  const body = Object.fromEntries(parts);
  const { file: _file, ...sent } = readFields({ world, fields, body, others: [], partial: false });
  return sent;
}

function flowBySlug(slug: string, world: World): Value {
  const flow = world.flows.find('slug', slug);
  if (flow) return pkOf(flow);
  throw new InvalidValue(`Object with slug=${slug} does not exist.`);
}

function defaults(world: World): Row {
  const managed = world.mappings.all().filter((row) => row.kind === 'saml' && row.managed);
  const values = samlProviderFields.map(({ name, fallback }) => [name, fallback ?? null] as const);
  const row: Row = Object.fromEntries(values.filter(([name]) => name !== 'pk'));
  return { ...row, property_mappings: managed.map(pkOf) };
}

/** What the metadata decides: the issuer becomes the service provider's own until 2026.2. */
function fromMetadata(metadata: ServiceProvider, world: World): Row {
  const { release } = world;
  const { entityId, nameIdFormat } = metadata;
  return {
    acs_url: metadata.acsUrl,
    sp_binding: metadata.binding,
    signing_kp: metadata.wantsSignedAssertions ? someKeyPair(world) : null,
    ...(!has(release, 'issuerOverride') && { issuer: entityId }),
    ...(has(release, 'importSetsAudience') && { audience: entityId }),
    ...(has(release, 'nameIdPolicy') &&
      nameIdFormat && { default_name_id_policy: knownFormat(nameIdFormat) }),
  };
}

function knownFormat(format: string): string {
  if (nameIdFormats.includes(format)) return format;
  throw failedImport(`${format} is not a valid NameID policy.`);
}

/** The first key pair by its key: in effect an arbitrary one. */
function someKeyPair(world: World): Value {
  const pairs = world.certificates.all().filter((row) => keyPairOf(row) !== undefined);
  return pairs.map(pkOf).sort()[0] ?? null;
}
