import { SignedXml } from 'xml-crypto';
import type { SamlProviderSettings, SigningKeyPair } from './login-world.js';
import { namespaces } from './names.js';
import type { LoginFeatures } from './release-features.js';
import { certificateText } from './xml.js';

const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const REPEATED_PREFIX = `<ds:Signature xmlns:ds="${namespaces.ds}">`;

/** Where a signature goes and which elements it covers. */
export interface SignaturePlan {
  /** The IDs of the elements that are signed, in the order of the references. */
  ids: readonly string[];
  /** The ID of the element that the signature is put into. */
  within: string;
  /** Behind that element's Issuer (messages), or as its first child (metadata). */
  place: 'behind Issuer' | 'first';
}

/** The key and the algorithms of a provider that signs. */
export interface Signer {
  keyPair: SigningKeyPair;
  provider: Pick<SamlProviderSettings, 'digestAlgorithm' | 'signatureAlgorithm'>;
  features: LoginFeatures;
}

/**
 * The document with one more enveloped signature (exclusive canonicalisation). Throws for an
 * algorithm that xml-crypto does not know, such as SHA-384.
 */
export function withSignature(xml: string, plan: SignaturePlan, signer: Signer): string {
  const signed = new SignedXml({
    privateKey: signer.keyPair.privateKeyPem,
    signatureAlgorithm: signer.provider.signatureAlgorithm,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: () => plan.ids.map(() => keyInfo(signer)).join(''),
  });
  for (const id of plan.ids) {
    signed.addReference({
      xpath: byId(id),
      transforms: [ENVELOPED, EXCLUSIVE_C14N],
      digestAlgorithm: signer.provider.digestAlgorithm,
    });
  }
  signed.computeSignature(xml, { prefix: 'ds', location: location(plan) });
  // The root declares the prefix already, and the recorded servers do not repeat it.
  return signed.getSignedXml().replace(REPEATED_PREFIX, '<ds:Signature>');
}

/** One X509Data; the recorded servers repeat it for every reference of a signature. */
function keyInfo({ keyPair, features }: Signer): string {
  const line = certificateText(keyPair.certificatePem);
  const certificate = features.certificateOnOneLine ? line : line.replace(/.{64}(?=.)/g, '$&\n');
  return `<ds:X509Data>\n<ds:X509Certificate>${certificate}\n</ds:X509Certificate>\n</ds:X509Data>`;
}

function byId(id: string): string {
  return `//*[@ID='${id}']`;
}

function location({ within, place }: SignaturePlan) {
  return place === 'first'
    ? ({ reference: byId(within), action: 'prepend' } as const)
    : ({ reference: `${byId(within)}/*[local-name()='Issuer']`, action: 'after' } as const);
}
