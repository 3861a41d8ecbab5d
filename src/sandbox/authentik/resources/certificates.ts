import {
  type Check,
  derived,
  type Field,
  InvalidValue,
  readOnly,
  required,
} from '../fields/field.js';
import { aText } from '../fields/kinds.js';
import type { View } from '../http/endpoint.js';
import { has } from '../releases.js';
import {
  type CertificateFacts,
  certificateFacts,
  ensureDefaultCertificate,
  isPrivateKey,
  parseCertificate,
} from '../world/certificates.js';
import { clearLinks } from '../world/links.js';
import { pkOf, type Row, text, type Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { equal, since, whether } from './filters.js';
import type { Resource } from './resource.js';

const root = '/crypto/certificatekeypairs/';
const links = ['signing_kp', 'verification_kp', 'encryption_kp'];

const fields: readonly Field[] = [
  readOnly('pk'),
  required('name', aText(), { unique: 'This field must be unique.' }),
  // Written under the API's names, never shown.
  { ...required('certificate_data', aCertificate()), show: () => undefined },
  { name: 'key_data', check: aKey(), fallback: '', show: () => undefined },
  fact('fingerprint_sha256', 'sha256'),
  fact('fingerprint_sha1', 'sha1'),
  fact('cert_expiry', 'expiry'),
  fact('cert_subject', 'subject'),
  derived('private_key_available', hasKey),
  { ...derived('private_key_type', keyTypeOfKey), until: 'keyType' },
  { ...fact('key_type', 'keyType'), from: 'keyType' },
  derived(
    'certificate_download_url',
    (row) => `/api/v3${root}${pkOf(row)}/view_certificate/?download`,
  ),
  derived('private_key_download_url', (row) =>
    hasKey(row) ? `/api/v3${root}${pkOf(row)}/view_private_key/?download` : null,
  ),
  readOnly('managed'),
];

/** Certificates, most of them with their private keys. */
export const certificates: Resource = {
  path: root,
  table: (world) => world.certificates,
  model: 'authentik_crypto.certificatekeypair',
  title: 'CertificateKeyPair',
  lookup: 'pk',
  fields,
  filters: {
    name: equal('name'),
    managed: equal('managed'),
    has_key: whether(hasKey),
    key_type: since('keyType', (row, wanted) => wanted.includes(factsOf(row).keyType)),
  },
  searched: ['name'],
  order: 'name',
  writable: { saved: keepContent, removed: forget },
  prepare: ensureDefaultCertificate,
  usedBy,
};

/** Something read from the certificate; null when a client asked to leave the details out. */
function fact(name: string, of: keyof CertificateFacts): Field {
  return derived(name, (row, view) => (leftOut(view) ? null : factsOf(row)[of]));
}

function factsOf(row: Row): CertificateFacts {
  return certificateFacts(text(row, 'certificate'));
}

function leftOut({ world, query }: View): boolean {
  return (
    query.get('include_details') === 'false' && !has(world.release, 'certificateDetailsAlways')
  );
}

function hasKey(row: Row): boolean {
  return text(row, 'key') !== '';
}

function keyTypeOfKey(row: Row, view: View): Value {
  return hasKey(row) && !leftOut(view) ? factsOf(row).keyType : null;
}

function aCertificate(): Check {
  return (value, world) => {
    const pem = String(aText()(value, world));
    if (parseCertificate(pem)) return pem;
    throw new InvalidValue('Unable to load certificate.');
  };
}

function aKey(): Check {
  return (value, world) => {
    const pem = String(aText({ blank: true })(value, world));
    if (pem === '' || isPrivateKey(pem)) return pem;
    throw new InvalidValue('Unable to load private key (possibly encrypted?).');
  };
}

function keepContent(row: Row): void {
  if (row.certificate_data !== undefined) row.certificate = row.certificate_data;
  if (row.key_data !== undefined) row.key = row.key_data;
  row.managed ??= null;
}

/** A certificate in use is deleted all the same; its providers go on without (recordings). */
function forget(row: Row, world: World): void {
  clearLinks(world.providers, links, pkOf(row));
}

/** An object is named as Django prints it (authentik/core/api/used_by.py, providers/saml/models.py). */
function usedBy(row: Row, world: World): Value[] {
  const pk = pkOf(row);
  return world.providers
    .all()
    .filter((provider) => links.some((link) => provider[link] === pk))
    .map((provider) => ({
      app: 'authentik_providers_saml',
      model_name: 'samlprovider',
      pk: String(pkOf(provider)),
      name: `SAML Provider ${text(provider, 'name')}`,
      action: 'set_null',
    }));
}
