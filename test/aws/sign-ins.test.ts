import { describe, expect, test } from 'vitest';
import {
  identityProviderChangedAt,
  identitySourceEvents,
  identitySourceSwitchedAt,
} from '../../src/aws/identity-source-events.js';
import { type EventSource, signIns } from '../../src/aws/sign-ins.js';
import { readTrailEntry } from '../../src/aws/trail-record.js';
import { knownValues } from './known-values.js';

const since = new Date('2020-01-01T00:00:00Z');

/** A CloudTrail that holds these records. */
function trail(records: readonly object[]): EventSource {
  const events = records.map((record) =>
    readTrailEntry({ CloudTrailEvent: JSON.stringify(record) }),
  );
  return {
    async *events(query) {
      const wanted = 'name' in query ? query.name : undefined;
      yield* events.filter(({ name, at }) => name === wanted && at >= query.since);
    },
  };
}

const success = knownValues.cloudTrail.find(({ eventName }) => eventName === 'UserAuthentication');

/** The success record as AWS wrote it in 2020: the name among the identity, no details. */
const success2020 = {
  eventName: 'UserAuthentication',
  eventTime: '2020-12-07T20:39:04Z',
  eventID: 'old',
  userIdentity: { type: 'Unknown', userName: 'alice@example.com' },
  additionalEventData: { CredentialType: 'EXTERNAL_IDP' },
  serviceEventDetails: { UserAuthentication: 'Success' },
};

describe('sign-ins', () => {
  test('of all published records are told apart, newest first', async () => {
    const found = await signIns(trail(knownValues.cloudTrail), { since });
    expect(found).toEqual([
      {
        at: new Date('2026-09-30T22:32:39Z'),
        accepted: true,
        userName: 'alex@example.com',
        explanation: expect.stringContaining('accepted'),
        eventId: 'a64c9385-a951-415d-b4d9-706f51819240',
        mayBeCertificate: false,
      },
      expect.objectContaining({
        at: new Date('2026-09-30T22:25:48Z'),
        accepted: false,
        errorMessage: 'Responses must contain exactly one Assertion',
        explanation: expect.stringContaining('answered with an error'),
        mayBeCertificate: false,
      }),
      expect.objectContaining({
        at: new Date('2023-01-28T17:16:48Z'),
        accepted: false,
        explanation: expect.stringContaining('NameID format'),
      }),
    ]);
  });

  test('the record of 2020 without a time is explained too', async () => {
    const found = await signIns(trail(knownValues.cloudTrail), { since: new Date(0) });
    expect(found.at(-1)).toMatchObject({
      accepted: false,
      errorMessage: expect.stringMatching(/^Not a valid response for the provided request id/),
      explanation: expect.stringContaining('Begin again'),
    });
  });

  test('the success record of 2020 counts', async () => {
    expect(await signIns(trail([success2020]), { since })).toMatchObject([
      { accepted: true, userName: 'alice@example.com', eventId: 'old' },
    ]);
  });

  test.each([
    [
      'a password of IAM Identity Center',
      { ...success, additionalEventData: { CredentialType: 'PASSWORD' } },
    ],
    ['nothing that tells the way', { ...success, additionalEventData: null }],
    [
      'an accepted response, told by the other event',
      {
        eventName: 'ExternalIdPDirectoryLogin',
        eventTime: '2026-01-01T00:00:00Z',
        responseElements: { ExternalIdPDirectoryLogin: 'Success' },
      },
    ],
  ])('with %s do not count', async (_name, record) => {
    expect(await signIns(trail([record]), { since })).toEqual([]);
  });

  test('an authentication that failed is refused', async () => {
    const record = { ...success, serviceEventDetails: { UserAuthentication: 'Failure' } };
    expect(await signIns(trail([record]), { since })).toMatchObject([{ accepted: false }]);
  });

  test.each([
    ['Some new reason', /not known here.*NameID is not exactly/],
    [undefined, /gave no reason.*NameID is not exactly/],
  ])('the reason "%s" is told with the usual causes', async (errorMessage, explanation) => {
    const record = {
      eventName: 'ExternalIdPDirectoryLogin',
      eventTime: '2026-01-01T00:00:00Z',
      errorMessage,
    };
    const [signIn] = await signIns(trail([record]), { since });
    expect(signIn?.explanation).toMatch(explanation);
    expect(signIn?.mayBeCertificate).toBe(true);
  });
});

describe('the switch of the identity source', () => {
  const at = (
    name: 'Enable' | 'Disable' | 'Create' | 'Update',
    eventTime: string,
    more: object = {},
  ) => ({
    eventName: `${name}ExternalIdPConfigurationForDirectory`,
    eventSource: 'sso-directory.amazonaws.com',
    eventTime,
    ...more,
  });
  const first = at('Enable', '2026-03-01T10:00:00Z');
  const second = at('Enable', '2026-05-01T10:00:00Z');
  const back = at('Disable', '2026-04-01T10:00:00Z');
  const failed = at('Enable', '2026-06-01T10:00:00Z', { errorCode: 'AccessDenied' });

  test.each([
    ['the last one counts', [second, first], '2026-05-01T10:00:00.000Z'],
    ['one that was undone does not', [first, back], undefined],
    [
      'one that was undone within the same second does not',
      [at('Enable', '2026-04-01T10:00:00Z'), back],
      undefined,
    ],
    ['one after it was undone does', [first, back, second], '2026-05-01T10:00:00.000Z'],
    ['one that failed does not', [failed, first], '2026-03-01T10:00:00.000Z'],
    ['none is none', [back], undefined],
  ])('%s', async (_name, records, expected) => {
    const switched = await identitySourceSwitchedAt(trail(records), since);
    expect(switched?.toISOString()).toBe(expected);
  });

  test('a change of the configuration is found, be it made or updated', async () => {
    const made = at('Create', '2026-03-01T10:00:00Z');
    const updated = at('Update', '2026-04-02T10:00:00Z');
    const found = (records: Parameters<typeof trail>[0]) =>
      identityProviderChangedAt(trail(records), since);
    expect(await found([made, updated])).toEqual(new Date('2026-04-02T10:00:00Z'));
    expect(await found([made])).toEqual(new Date('2026-03-01T10:00:00Z'));
    expect(await found([first, back])).toBeUndefined();
  });

  test('away from it is told as well', async () => {
    expect(await identitySourceEvents(trail([first, back]), since)).toEqual({
      enabledAt: undefined,
      disabledAt: new Date('2026-04-01T10:00:00Z'),
    });
  });
});
