import { createHash, createPublicKey, createVerify, webcrypto } from 'node:crypto';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import * as xmldsig from 'xmldsigjs';

const DS = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * Checks every signature of a document with xmldsigjs, which shares no code with the xml-crypto
 * that the sandbox signs with. Gives, for each signature, the names of the elements that it
 * covers; throws when one does not hold under the certificate.
 */
export async function checkedSignatures(xml: string, certificatePem: string): Promise<string[][]> {
  prepare();
  const count = parse(xml).getElementsByTagNameNS(DS, 'Signature').length;
  const checked: string[][] = [];
  for (let index = 0; index < count; index += 1) {
    const signature = signatureAt(parse(xml), index);
    const references = referencesOf(signature);
    const verify = coversItsParentAlone(signature) ? verifyWithLibrary : verifyPieceByPiece;
    await verify(xml, index, certificatePem);
    checked.push(references.map(({ uri }) => elementById(parse(xml), uri).localName));
  }
  return checked;
}

function coversItsParentAlone(signature: Element): boolean {
  const [only, ...more] = referencesOf(signature);
  const covered = only && elementById(signature.ownerDocument, only.uri);
  return more.length === 0 && covered === signature.parentNode;
}

async function verifyWithLibrary(xml: string, index: number, pem: string): Promise<void> {
  const spki = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
  const document = parse(xml);
  const signed = new xmldsig.SignedXml(document);
  signed.LoadXml(signatureAt(document, index));
  if (!(await signed.Verify(key))) throw new Error('the signature does not hold');
}

/**
 * The same for a signature that also covers elements around its parent, as 2024.8 makes them: the
 * library leaves such a signature in place where the enveloped transform has to take it out. Its
 * canonicalisation is used all the same.
 */
async function verifyPieceByPiece(xml: string, index: number, pem: string): Promise<void> {
  const signature = signatureAt(parse(xml), index);
  for (const { uri, digest } of referencesOf(signature)) {
    const document = parse(xml);
    const enveloped = signatureAt(document, index);
    enveloped.parentNode?.removeChild(enveloped);
    const canonical = canonicalised(elementById(document, uri));
    const actual = createHash('sha256').update(canonical).digest('base64');
    if (actual !== digest) throw new Error(`the digest of ${uri} does not hold`);
  }
  const signedInfo = canonicalised(child(signature, 'SignedInfo'));
  const value = textOf(child(signature, 'SignatureValue'));
  const holds = createVerify('RSA-SHA256').update(signedInfo).verify(pem, value, 'base64');
  if (!holds) throw new Error('the signature does not hold');
}

/** The library takes its XML classes from the surroundings, as in a browser. */
function prepare(): void {
  Object.assign(globalThis, { DOMParser, XMLSerializer });
  xmldsig.Application.setEngine('Node', globalThis.crypto);
}

function canonicalised(element: Element): string {
  return new xmldsig.XmlCanonicalizer(false, true).Canonicalize(element);
}

function referencesOf(signature: Element): { uri: string; digest: string }[] {
  return Array.from(signature.getElementsByTagNameNS(DS, 'Reference')).map((reference) => ({
    uri: reference.getAttribute('URI')?.slice(1) ?? '',
    digest: textOf(child(reference, 'DigestValue')),
  }));
}

function elementById(document: Document, id: string): Element {
  const found = Array.from(document.getElementsByTagName('*')).filter(
    (element) => element.getAttribute('ID') === id,
  );
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${id} is not one element`);
  return found[0];
}

function signatureAt(document: Document, index: number): Element {
  return some(document.getElementsByTagNameNS(DS, 'Signature').item(index));
}

function child(parent: Element, name: string): Element {
  return some(parent.getElementsByTagNameNS(DS, name).item(0));
}

function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, '');
}

function some<T>(value: T | null): T {
  if (value === null) throw new Error('an expected element is missing');
  return value;
}

function parse(xml: string): Document {
  return new DOMParser().parseFromString(xml, 'text/xml');
}
