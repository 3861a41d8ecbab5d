import { isAllowed, verifierFor } from './algorithms.js';
import { assumedRefusal, knownRefusal, type Refused } from './verdict.js';
import { attribute, childElements, descendants, namespaces, parseXml } from './xml.js';

/** A signature and the element that it stands in and must cover. */
export interface SignatureClaim {
  /** The whole message as it came. */
  xml: string;
  response: Element;
  owner: Element;
  signature: Element;
  /** The trusted public keys in PEM, tried one after the other. */
  keys: readonly string[];
}

/**
 * The signature's owner as it was signed, parsed from the canonical text. Throws `Refused` unless
 * the signature covers exactly its owner, by an allowed algorithm and a trusted key.
 */
export function verifySignature(claim: SignatureClaim): Element {
  checkShape(claim);
  const attempts = claim.keys.map((key) => attempt(claim, key));
  for (const found of attempts) {
    if (found.as === 'signed') return parseXml(found.text);
  }
  throw refusalOf(claim, attempts);
}

/**
 * A reference to the owner, at most one more to the whole response (authentik 2024.8.6 signs both
 * in one signature), and no ds:Object, in which another element could be hidden.
 */
function checkShape({ response, owner, signature }: SignatureClaim): void {
  const parts = childElements(signature).map((part) => part.localName);
  const expected =
    parts.filter((name) => name !== 'KeyInfo').join(' ') === 'SignedInfo SignatureValue';
  const covered = descendants(signature, namespaces.signature, 'Reference').map((reference) =>
    attribute(reference, 'URI'),
  );
  const allowed = [uriOf(owner), uriOf(response)];
  const once = new Set(covered).size === covered.length;
  const sound =
    once && covered.includes(uriOf(owner)) && covered.every((uri) => allowed.includes(uri));
  if (expected && sound && attribute(owner, 'ID')) return;
  throw assumedRefusal(
    'signature',
    `the signature in the ${owner.localName} does not cover this ${owner.localName} and it alone`,
  );
}

function uriOf(element: Element): string | undefined {
  return `#${attribute(element, 'ID') ?? ''}`;
}

type Attempt = { as: 'signed'; text: string } | { as: 'changed' | 'untrusted' | 'unsupported' };

function attempt({ xml, owner, signature }: SignatureClaim, key: string): Attempt {
  const verifier = verifierFor(key);
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) return { as: 'changed' };
  } catch (error) {
    // xml-crypto tells its reasons apart by their words alone.
    const unsupported = error instanceof Error && error.message.endsWith('is not supported');
    return { as: unsupported ? 'unsupported' : 'untrusted' };
  }
  const ofOwner = verifier.getReferences().find(({ uri }) => uri === uriOf(owner));
  const text = ofOwner?.signedReference;
  return text === undefined ? { as: 'untrusted' } : { as: 'signed', text };
}

function refusalOf({ owner, signature, keys }: SignatureClaim, attempts: Attempt[]): Refused {
  if (keys.length === 0) {
    return assumedRefusal('signature', 'no trusted certificate has an RSA key');
  }
  const all = new Set(attempts.map((found) => found.as));
  if (all.has('unsupported')) {
    const refused = refusedAlgorithms(signature).join(', ');
    const why = `is signed with ${refused}; only RSA with SHA-256 or better is taken`;
    return assumedRefusal('signature', `the ${owner.localName} ${why}`);
  }
  const why = all.has('changed')
    ? 'was changed after it was signed'
    : 'is not signed with a certificate that AWS was told to trust';
  return knownRefusal('signature', `the ${owner.localName} ${why}`);
}

function refusedAlgorithms(signature: Element): string[] {
  return ['CanonicalizationMethod', 'SignatureMethod', 'DigestMethod', 'Transform']
    .flatMap((name) => descendants(signature, namespaces.signature, name))
    .map((element) => attribute(element, 'Algorithm') ?? 'no algorithm')
    .filter((algorithm) => !isAllowed(algorithm));
}
