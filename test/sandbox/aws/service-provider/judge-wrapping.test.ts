import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../../src/sandbox/aws/service-provider/judge.js';
import {
  assertionXml,
  hearingOf,
  newSigningKey,
  responseXml,
  type SigningKey,
  signed,
} from './forge.js';

/** Where the attacker's own assertion stands; it names somebody who exists. */
const EVIL =
  '<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">admin@example.com</saml:NameID>';
const evil = assertionXml({ id: '_evil', nameId: EVIL });

let key: SigningKey;
/** The assertion is signed, or the response is. */
let signedAssertion: string;
let signedResponse: string;

beforeAll(async () => {
  key = await newSigningKey();
  signedAssertion = signed(responseXml(assertionXml()), '_assertion', key);
  signedResponse = signed(responseXml(assertionXml()), '_response', key);
});

function part(xml: string, name: string): string {
  const found = new RegExp(`<${name}[ >].*</${name}>`, 's').exec(xml);
  if (found === null) throw new Error(`there is no ${name}`);
  return found[0];
}

function verdictOn(xml: string) {
  const everybody = (userName: string) => ({ userId: 'u', userName, enabled: true });
  return judge({ ...hearingOf(xml, key), userByName: everybody });
}

/** The ways of an attacker who holds one signed message and wants to be somebody else. */
const wrappings: Record<string, () => string> = {
  'XSW1: the original response within the signature of a forged one': () => {
    const signature = part(signedResponse, 'ds:Signature');
    const original = signedResponse.replace(signature, '');
    const holding = signature.replace(
      '</ds:Signature>',
      `<ds:Object>${original}</ds:Object></ds:Signature>`,
    );
    return responseXml(evil)
      .replace('_response', '_forged')
      .replace('</saml:Issuer>', `</saml:Issuer>${holding}`);
  },
  'XSW2: the original response beside its signature in a forged one': () => {
    const signature = part(signedResponse, 'ds:Signature');
    const original = signedResponse.replace(signature, '');
    return responseXml(`${evil}${original}${signature}`).replace('_response', '_forged');
  },
  'XSW3: a forged assertion before the original': () =>
    signedAssertion.replace('<saml:Assertion', `${evil}<saml:Assertion`),
  'XSW4: the original within a forged assertion': () => {
    const original = part(signedAssertion, 'saml:Assertion');
    return responseXml(evil.replace('</saml:Assertion>', `${original}</saml:Assertion>`));
  },
  'XSW5: the signature moved into a forged assertion, the original last': () => {
    const signature = part(signedAssertion, 'ds:Signature');
    const original = part(signedAssertion, 'saml:Assertion').replace(signature, '');
    return responseXml(evil.replace('</saml:Issuer>', `</saml:Issuer>${signature}`) + original);
  },
  'XSW6: the original within the signature of a forged assertion': () => {
    const signature = part(signedAssertion, 'ds:Signature');
    const original = part(signedAssertion, 'saml:Assertion').replace(signature, '');
    const holding = signature.replace('</ds:Signature>', `${original}</ds:Signature>`);
    return responseXml(evil.replace('</saml:Issuer>', `</saml:Issuer>${holding}`));
  },
  'XSW7: a forged assertion in extensions': () =>
    signedAssertion.replace(
      '<saml:Assertion',
      `<samlp:Extensions>${evil}</samlp:Extensions><saml:Assertion`,
    ),
  'XSW8: the original in an object of the forged assertion’s signature': () => {
    const signature = part(signedAssertion, 'ds:Signature');
    const original = part(signedAssertion, 'saml:Assertion').replace(signature, '');
    const holding = signature.replace(
      '</ds:Signature>',
      `<ds:Object>${original}</ds:Object></ds:Signature>`,
    );
    return responseXml(evil.replace('</saml:Issuer>', `</saml:Issuer>${holding}`));
  },
  'a forged assertion under the ID of the original, which hides in another namespace': () => {
    const signature = part(signedAssertion, 'ds:Signature');
    const forged = evil
      .replace('_evil', '_assertion')
      .replace('</saml:Issuer>', `</saml:Issuer>${signature}`);
    const original = part(signedAssertion, 'saml:Assertion').replace(signature, '');
    const hidden = original.replaceAll('saml:Assertion', 'other:Assertion');
    return responseXml(`${forged}<other:Box xmlns:other="urn:other">${hidden}</other:Box>`);
  },
  'a signature over the whole document, by an empty reference': () =>
    signedAssertion.replace('URI="#_assertion"', 'URI=""'),
  'the name changed in an assertion whose response alone is signed': () =>
    signedResponse.replace('alice@example.com', 'admin@example.com'),
  'a second subject in the signed assertion': () =>
    signedAssertion.replace(
      '</saml:Assertion>',
      `<saml:Subject>${EVIL}</saml:Subject></saml:Assertion>`,
    ),
};

it('accepts what the attacker starts from', () => {
  expect(verdictOn(signedAssertion)).toMatchObject({ accepted: true, nameId: 'alice@example.com' });
  expect(verdictOn(signedResponse)).toMatchObject({ accepted: true, nameId: 'alice@example.com' });
});

describe('signature wrapping', () => {
  it.each(Object.keys(wrappings))('refuses %s', (name) => {
    const xml = wrappings[name]?.() ?? '';
    expect(xml).toMatch(/admin@example\.com|URI=""/);
    const verdict = verdictOn(xml);
    expect(verdict.accepted).toBe(false);
    if (!verdict.accepted) expect(['assertion-count', 'signature']).toContain(verdict.subject);
  });
});
