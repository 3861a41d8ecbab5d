import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../../src/sandbox/aws/service-provider/judge.js';
import { RESPONSE_LIMIT } from '../../../../src/sandbox/aws/service-provider/response-form.js';
import {
  assertionXml,
  hearingOf,
  newSigningKey,
  responseXml,
  type SigningKey,
  scene,
  signed,
} from './forge.js';

const emailAddress = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

let key: SigningKey;

beforeAll(async () => {
  key = await newSigningKey();
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function verdictOn(xml: string) {
  return judge(hearingOf(xml, key));
}

function verdictOnAssertion(assertion: string) {
  return verdictOn(signed(responseXml(assertion), '_assertion', key));
}

describe('the form of the message', () => {
  it.each([
    ['text that is not base64', '<Response/>'],
    ['nothing', ''],
    ['what is not XML', base64('hello')],
    ['XML that is cut off', base64(responseXml('').slice(0, -9))],
    ['two roots', base64(responseXml('') + responseXml(''))],
    ['an unknown entity', base64(responseXml('&unknown;'))],
    ['bottomless nesting', base64(responseXml('<a>'.repeat(9000) + '</a>'.repeat(9000)))],
    ['another root', base64('<Response/>')],
    ['an assertion by itself', base64(assertionXml())],
    ['more than fits', 'A'.repeat(RESPONSE_LIMIT + 1)],
  ])('refuses %s', (_, samlResponse) => {
    const verdict = judge({ ...hearingOf('', key), samlResponse });
    expect(verdict).toMatchObject({ accepted: false, subject: 'form' });
  });

  it('refuses a document type declaration, with or without entities', () => {
    const xml = signed(responseXml(assertionXml()), '_assertion', key);
    for (const type of ['<!DOCTYPE x>', '<!doctype x [<!ENTITY a "alice@example.com">]>']) {
      expect(verdictOn(type + xml)).toMatchObject({
        reason: expect.stringContaining('document type declaration'),
      });
    }
  });

  it('refuses a comment in the NameID, which some readers stop at', () => {
    const assertion = assertionXml({
      nameId: `<saml:NameID Format="${emailAddress}">alice@example.com.example.net</saml:NameID>`,
    });
    const xml = signed(responseXml(assertion), '_assertion', key);
    const split = xml.replace('alice@example.com.', 'alice@example.com<!-- -->.');
    expect(verdictOn(split)).toMatchObject({ reason: expect.stringContaining('comment') });
    expect(verdictOn(xml)).toMatchObject({ subject: 'user-unknown' });
  });

  it('refuses an assertion longer than AWS takes', () => {
    const assertion = assertionXml({
      confirmation: `<saml:Advice>${'x'.repeat(50_000)}</saml:Advice>`,
    });
    expect(verdictOn(responseXml(assertion))).toMatchObject({
      subject: 'form',
      known: true,
      reason: expect.stringContaining('AWS takes 50000'),
    });
  });
});

describe('the assertions', () => {
  it('refuses none and two in the words of AWS', () => {
    const two = assertionXml() + assertionXml({ id: '_second' });
    for (const content of ['', two]) {
      expect(verdictOn(responseXml(content))).toMatchObject({
        subject: 'assertion-count',
        awsErrorMessage: 'Responses must contain exactly one Assertion',
        known: true,
      });
    }
  });

  it('names the status when the identity provider reported trouble instead', () => {
    const denied = 'urn:oasis:names:tc:SAML:2.0:status:RequestDenied';
    expect(verdictOn(responseXml('', '', denied))).toMatchObject({
      reason: expect.stringContaining(denied),
      awsErrorMessage: 'Responses must contain exactly one Assertion',
    });
  });

  it('refuses another status beside a signed assertion', () => {
    const xml = responseXml(assertionXml(), '', 'urn:oasis:names:tc:SAML:2.0:status:Responder');
    expect(verdictOn(signed(xml, '_assertion', key))).toMatchObject({ subject: 'status' });
  });

  it('refuses an encrypted assertion', () => {
    const encrypted = '<saml:EncryptedAssertion><x/></saml:EncryptedAssertion>';
    expect(verdictOn(responseXml(encrypted))).toMatchObject({ subject: 'encryption', known: true });
  });
});

describe('the NameID', () => {
  it.each([
    ['no format', '<saml:NameID>alice@example.com</saml:NameID>'],
    [
      'the persistent format',
      '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">a</saml:NameID>',
    ],
  ])('refuses %s in the words of AWS', (_, nameId) => {
    expect(verdictOnAssertion(assertionXml({ nameId }))).toMatchObject({
      awsErrorMessage: 'Response contains invalid name id policy format',
    });
  });

  it.each([
    ['alice', 'name-id'],
    [' alice@example.com', 'name-id'],
    ['', 'name-id'],
    ['Alice@example.com', 'user-unknown'],
  ])('refuses «%s», which is nobody exactly', (value, subject) => {
    const nameId = `<saml:NameID Format="${emailAddress}">${value}</saml:NameID>`;
    expect(verdictOnAssertion(assertionXml({ nameId }))).toMatchObject({
      accepted: false,
      subject,
    });
  });
});

describe('the use of the assertion', () => {
  it('refuses a confirmation without an end, without a recipient, and none at all', () => {
    const confirmation = (data: string) =>
      `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${scene.request}" ${data}/></saml:SubjectConfirmation>`;
    const cases = [
      [confirmation(`Recipient="${scene.acs}"`), 'time'],
      [confirmation('NotOnOrAfter="2026-11-23T12:05:00Z"'), 'destination'],
      [confirmation(`Recipient="${scene.acs}" NotOnOrAfter="tomorrow"`), 'time'],
      ['', 'form'],
    ] as const;
    for (const [wrong, subject] of cases) {
      const verdict = verdictOnAssertion(assertionXml({ confirmation: wrong }));
      expect(verdict).toMatchObject({ accepted: false, subject });
    }
  });

  it('refuses an assertion without conditions, and one that a second restriction rules out', () => {
    const restriction = (audience: string) =>
      `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>`;
    const two = `<saml:Conditions>${restriction(scene.issuer)}${restriction('https://else.example.com')}</saml:Conditions>`;
    expect(verdictOnAssertion(assertionXml({ conditions: '' }))).toMatchObject({
      reason: expect.stringContaining('no AudienceRestriction'),
    });
    expect(verdictOnAssertion(assertionXml({ conditions: two }))).toMatchObject({
      reason: expect.stringContaining('https://else.example.com'),
    });
  });

  it('refuses an answer that comes after a quarter of an hour', () => {
    const hearing = hearingOf(signed(responseXml(assertionXml()), '_assertion', key), key);
    const request = { id: scene.request, issuedAt: new Date(scene.now.getTime() - 16 * 60_000) };
    expect(judge({ ...hearing, request })).toMatchObject({
      subject: 'request',
      awsErrorMessage: 'Not a valid response for the provided request id: aws_request',
    });
  });
});
