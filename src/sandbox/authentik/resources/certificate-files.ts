import { download, json, noPermission } from '../http/answers.js';
import { mayUse } from '../http/callers.js';
import { type Call, type Endpoint, query } from '../http/endpoint.js';
import { has } from '../releases.js';
import { text } from '../world/row.js';
import { certificates } from './certificates.js';
import { pick } from './crud.js';

/** The public and the private part of a certificate, as JSON or as a file. */
export const certificateFiles: readonly Endpoint[] = [
  part('certificate', 'certificate'),
  part('private_key', 'key'),
];

function part(name: 'certificate' | 'private_key', field: string): Endpoint {
  const run = async (call: Call): Promise<Response> => {
    const row = await pick(certificates, call, 'view');
    demandPartRight(call, name);
    const pem = text(row, field);
    return query(call, 'download') === undefined
      ? json({ data: pem })
      : download(pem, 'application/x-pem-file', `${text(row, 'name')}_${name}.pem`);
  };
  return {
    path: `${certificates.path}:key/view_${name}/`,
    methods: { GET: { rights: 'signed-in', run } },
  };
}

/** From 2025.12 each part has a permission of its own; a private key had one before. */
function demandPartRight({ world, user }: Call, name: string): void {
  const own = name === 'private_key' || has(world.release, 'certificateRight');
  const permission = `authentik_crypto.view_certificatekeypair_${name === 'private_key' ? 'key' : name}`;
  if (own && !mayUse(world, user, permission)) throw noPermission();
}
