import { createPrivateKey, webcrypto } from 'node:crypto';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { beforeAll, describe, expect, it } from 'vitest';
import { Application, Parse, SignedXml, Stringify } from 'xmldsigjs';
import { judge } from '../../../../src/sandbox/aws/service-provider/judge.js';
import { assertionXml, hearingOf, newSigningKey, responseXml, type SigningKey } from './forge.js';

const algorithm = 'RSASSA-PKCS1-v1_5';

let key: SigningKey;

beforeAll(async () => {
  // The library takes its XML classes from the surroundings, as in a browser.
  Object.assign(globalThis, { DOMParser, XMLSerializer });
  Application.setEngine('Node', globalThis.crypto);
  key = await newSigningKey();
});

/** A response signed by another implementation of XML signatures than the one that verifies. */
async function signedElsewhere(hash: string): Promise<string> {
  const pkcs8 = createPrivateKey(key.privateKey).export({ type: 'pkcs8', format: 'der' });
  const usages: KeyUsage[] = ['sign'];
  const privateKey = await webcrypto.subtle.importKey(
    'pkcs8',
    pkcs8,
    { name: algorithm, hash },
    true,
    usages,
  );
  const document = Parse(responseXml(assertionXml()));
  const signer = new SignedXml();
  signer.XmlSignature.SignedInfo.CanonicalizationMethod.Algorithm =
    'http://www.w3.org/2001/10/xml-exc-c14n#';
  await signer.Sign({ name: algorithm }, privateKey, document, {
    references: [{ uri: '#_response', hash, transforms: ['enveloped', 'exc-c14n'] }],
  });
  const status = document.documentElement.childNodes[1] ?? null;
  document.documentElement.insertBefore(signer.GetXml() as Node, status);
  return Stringify(document);
}

describe('a response signed by another implementation', () => {
  it.each(['SHA-256', 'SHA-384', 'SHA-512'])('is accepted with %s', async (hash) => {
    const xml = await signedElsewhere(hash);
    expect(xml).toContain(hash.replace('SHA-', 'rsa-sha'));
    expect(judge(hearingOf(xml, key))).toMatchObject({
      accepted: true,
      nameId: 'alice@example.com',
    });
  });

  it('is refused with SHA-1, and when it was changed', async () => {
    expect(judge(hearingOf(await signedElsewhere('SHA-1'), key))).toMatchObject({
      subject: 'signature',
      reason: expect.stringContaining('sha1'),
    });
    const changed = (await signedElsewhere('SHA-384')).replace('alice@', 'admin@');
    expect(judge(hearingOf(changed, key))).toMatchObject({ subject: 'signature' });
  });
});
