import { describe, expect, it } from 'vitest';
import { type Hearing, judge } from '../../../../src/sandbox/aws/service-provider/judge.js';
import { hearingOf, recordings, xmlOf } from './recorded-responses.js';

const MINUTE = 60_000;

function later(hearing: Hearing, milliseconds: number): Hearing {
  return { ...hearing, now: new Date(hearing.now.getTime() + milliseconds) };
}

function changed(hearing: Hearing, from: string, to: string): Hearing {
  const xml = xmlOf(hearing.samlResponse);
  expect(xml).toContain(from);
  return { ...hearing, samlResponse: Buffer.from(xml.replaceAll(from, to)).toString('base64') };
}

it('has recordings of five releases', () => {
  expect(recordings).toHaveLength(5);
});

describe.each(recordings)('what authentik $authentik sent', (recording) => {
  it.each(recording.responses)('$kind: $expected', (response) => {
    const verdict = judge(hearingOf(recording, response));
    expect(verdict.accepted ? 'accepted' : 'refused').toBe(response.expected);
    if (verdict.accepted) return expect(verdict.nameId).toBe('alice@example.com');
    const sure = response.grade === 'A' || response.grade === 'B';
    if (sure) expect(verdict).toMatchObject({ awsErrorMessage: response.reason, known: true });
    else expect(verdict).toMatchObject({ reason: expect.stringContaining(response.reason ?? '?') });
  });
});

describe.each(recordings)('an accepted response of authentik $authentik', (recording) => {
  const response = recording.responses.find(({ expected }) => expected === 'accepted');
  if (response === undefined) throw new Error('the recording has no accepted response');
  const hearing = hearingOf(recording, response);

  it('is refused when it was changed', () => {
    const verdict = judge(changed(hearing, 'alice@example.com', 'admin@example.com'));
    expect(verdict).toMatchObject({ accepted: false, subject: 'signature' });
  });

  it('is refused when another certificate is trusted', () => {
    const other = recordings.find(({ authentik }) => authentik !== recording.authentik);
    const certificates = [other?.signingCertificate ?? ''];
    const verdict = judge({ ...hearing, trust: { ...hearing.trust, certificates } });
    expect(verdict).toMatchObject({ accepted: false, subject: 'signature' });
  });

  it('is accepted while two certificates are trusted', () => {
    const other = recordings.find(({ authentik }) => authentik !== recording.authentik);
    const certificates = [other?.signingCertificate ?? '', ...hearing.trust.certificates];
    expect(judge({ ...hearing, trust: { ...hearing.trust, certificates } }).accepted).toBe(true);
  });

  it('is refused once it has expired, a minute of grace later', () => {
    expect(judge(later(hearing, 5.5 * MINUTE)).accepted).toBe(true);
    expect(judge(later(hearing, 6 * MINUTE))).toMatchObject({ accepted: false, subject: 'time' });
  });

  it('is refused before it is valid', () => {
    expect(judge(later(hearing, -7 * MINUTE))).toMatchObject({ accepted: false, subject: 'time' });
  });

  it('is refused the second time', () => {
    const seenAssertions = { has: () => true };
    expect(judge({ ...hearing, seenAssertions })).toMatchObject({ subject: 'replay' });
  });

  it('is refused for an instance with another issuer or ACS', () => {
    const { acsUrls, issuer } = hearing.instance;
    expect(judge({ ...hearing, instance: { acsUrls, issuer: `${issuer}0` } })).toMatchObject({
      subject: 'audience',
    });
    expect(judge({ ...hearing, instance: { acsUrls: [], issuer } })).toMatchObject({
      subject: 'destination',
      known: true,
    });
  });

  it('is refused for another identity provider', () => {
    const trust = { ...hearing.trust, entityId: 'https://authentik.example.com/' };
    expect(judge({ ...hearing, trust })).toMatchObject({ subject: 'issuer' });
  });

  it('is refused as an answer to another request, in the words of AWS', () => {
    const request = { id: 'aws_other', issuedAt: hearing.now };
    expect(judge({ ...hearing, request })).toMatchObject({
      awsErrorMessage: 'Not a valid response for the provided request id: aws_other',
      known: true,
    });
  });

  it('is refused when no request is open', () => {
    const verdict = judge({ ...hearing, request: undefined });
    expect(verdict).toMatchObject({
      awsErrorMessage: `Not a valid response for the provided request id: ${response.requestId}`,
    });
  });

  it('is refused when nobody has that name, and when the user is disabled', () => {
    expect(judge({ ...hearing, userByName: () => undefined })).toMatchObject({
      subject: 'user-unknown',
    });
    const disabled = (userName: string) => ({ userId: 'u-1', userName, enabled: false });
    expect(judge({ ...hearing, userByName: disabled })).toMatchObject({ subject: 'user-disabled' });
  });
});
