import { optional, required } from '../fields/field.js';
import { anInteger, aText, oneOf } from '../fields/kinds.js';
import { readFields } from '../fields/validate.js';
import { json, Refusal, Stumble } from '../http/answers.js';
import { type Call, type Endpoint, viewOf } from '../http/endpoint.js';
import { has } from '../releases.js';
import { ensureDefaultCertificate } from '../world/certificates.js';
import { makeKeyPair } from '../world/key-pairs.js';
import { number, type Row, text } from '../world/row.js';
import type { World } from '../world/world.js';
import { certificates } from './certificates.js';
import { present } from './resource.js';

const fields = [
  required('common_name', aText()),
  optional('subject_alt_name', aText({ blank: true }), ''),
  required('validity_days', anInteger()),
  optional(
    'alg',
    oneOf(['rsa', 'ecdsa', ['ed25519', 'edwardsKeys'], ['ed448', 'edwardsKeys']]),
    'rsa',
    {
      from: 'keyAlgorithm',
    },
  ),
];

/** Makes a key pair with a self-signed certificate. 200, not 201. */
export const certificateGeneration: Endpoint = {
  path: `${certificates.path}generate/`,
  methods: { POST: { rights: ['authentik_crypto.add_certificatekeypair'], run } },
};

async function run(call: Call): Promise<Response> {
  const { world, body } = call;
  await ensureDefaultCertificate(world);
  const sent = readFields({ world, fields, body, others: [], partial: false });
  demandFreeName(world, text(sent, 'common_name'));
  const pair = await makeKeyPair(wanted(sent, world));
  const name = text(sent, 'common_name');
  const row = world.certificates.add({ name, managed: null, ...pair });
  return json(present(certificates, row, viewOf(call)));
}

function demandFreeName(world: World, name: string): void {
  if (world.certificates.find('name', name) === undefined) return;
  if (!has(world.release, 'uniqueCertificateName')) throw new Stumble();
  throw new Refusal(400, { common_name: ['This field must be unique.'] });
}

function wanted(sent: Row, world: World) {
  const algorithm = text(sent, 'alg') || 'rsa';
  if (algorithm.startsWith('ed')) {
    throw new Refusal(400, {
      alg: [`The sandbox makes no ${algorithm} keys; ask for rsa or ecdsa.`],
    });
  }
  return {
    name: text(sent, 'common_name'),
    alternativeNames: text(sent, 'subject_alt_name').split(',').filter(Boolean),
    days: number(sent, 'validity_days'),
    algorithm: algorithm === 'ecdsa' ? ('ec' as const) : ('rsa' as const),
    from: world.now(),
  };
}
