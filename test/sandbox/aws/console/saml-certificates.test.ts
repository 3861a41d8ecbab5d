import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { readIdentityProviderMetadata } from '../../../../src/sandbox/aws/service-provider/identity-provider-metadata.js';
import {
  deleteCertificate,
  importCertificate,
  trustedCertificates,
} from '../../../../src/sandbox/person/index.js';
import { selfSigned } from '../../../procedure/key-pairs.js';
import { recordedIdentityProvider } from '../identity-provider.js';
import { startSandbox, type TestSandbox } from '../sandbox.js';

const { identityProviderMetadata, signingCertificate } = recordedIdentityProvider();
const first = new X509Certificate(signingCertificate).fingerprint256;

/** A pretended AWS that trusts the recorded identity provider. */
async function startExternal(): Promise<TestSandbox> {
  const aws = await startSandbox();
  const identityProvider = readIdentityProviderMetadata(identityProviderMetadata);
  aws.instance.identitySource = { type: 'external', identityProvider };
  return aws;
}

async function anotherCertificate() {
  const to = new Date(Date.now() + 86_400_000);
  const { certificate_data: pem } = await selfSigned({ kind: 'rsa', from: new Date(), to });
  return { pem, fingerprint: new X509Certificate(pem).fingerprint256 };
}

const writes = ({ world }: TestSandbox) =>
  world.trail.all().flatMap(({ head }) => (head.readOnly ? [] : [head.eventName]));

it('lists the certificate of the metadata, and takes another one beside it', async () => {
  const aws = await startExternal();
  expect(await trustedCertificates(aws.console)).toEqual([first]);
  const { pem, fingerprint } = await anotherCertificate();
  await importCertificate(aws.console, pem);
  expect(await trustedCertificates(aws.console)).toEqual([first, fingerprint]);
  expect(writes(aws)).toEqual(['ImportExternalIdPCertificate']);
});

it('deletes one after the word DELETE, and never the last', async () => {
  const aws = await startExternal();
  const { pem, fingerprint } = await anotherCertificate();
  await importCertificate(aws.console, pem);
  await deleteCertificate(aws.console, first);
  expect(await trustedCertificates(aws.console)).toEqual([fingerprint]);
  await expect(deleteCertificate(aws.console, fingerprint)).rejects.toThrow(
    'At least one certificate must remain.',
  );
  expect(await trustedCertificates(aws.console)).toEqual([fingerprint]);
  expect(writes(aws)).toEqual(['ImportExternalIdPCertificate', 'DeleteExternalIdPCertificate']);
});

it('deletes nothing for another word', async () => {
  const aws = await startExternal();
  await importCertificate(aws.console, (await anotherCertificate()).pem);
  const path = `/settings/authentication/certificates/${encodeURIComponent(first)}/delete`;
  const body = new URLSearchParams({ confirmation: 'delete' });
  const response = await fetch(`${aws.console}${path}`, { method: 'POST', body });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Type DELETE to confirm.');
  expect(await trustedCertificates(aws.console)).toHaveLength(2);
});

it.each([
  ['no certificate', async () => 'hello', 'not an X.509 certificate'],
  [
    'more than 2,500 characters',
    async () => `${(await anotherCertificate()).pem}\n${'#'.repeat(2500)}`,
    'more than 2500 characters',
  ],
  ['one that is there already', async () => signingCertificate, 'imported already'],
])('refuses %s', async (_what, pem, words) => {
  const aws = await startExternal();
  await expect(importCertificate(aws.console, await pem())).rejects.toThrow(words);
  expect(await trustedCertificates(aws.console)).toEqual([first]);
  expect(writes(aws)).toEqual([]);
});

it.each(['idp-metadata', 'certificates', 'certificates/import'])(
  'has no page %s while the directory is the identity source',
  async (path) => {
    const aws = await startSandbox();
    expect((await fetch(`${aws.console}/settings/authentication/${path}`)).status).toBe(404);
  },
);
