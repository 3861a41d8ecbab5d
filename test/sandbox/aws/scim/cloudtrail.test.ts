import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { addUser, groupBody, patchBody, type ScimSandbox, startScim, userBody } from './scim.js';

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const alice = 'alice@example.com';

function newest({ world }: ScimSandbox) {
  return world.trail.all().at(-1)?.event;
}

describe('the record of a SCIM request', () => {
  it('hides what was sent and answered', async () => {
    const aws = await startScim();
    const { body } = await aws.scim('POST', '/Users', {
      body: userBody(alice),
      headers: { 'user-agent': 'authentik@2026.2.2' },
    });
    const user = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: HIDDEN,
      name: { givenName: HIDDEN, familyName: HIDDEN },
      displayName: HIDDEN,
      active: true,
      emails: [{ value: HIDDEN, type: HIDDEN, primary: true }],
      externalId: HIDDEN,
    };
    expect(newest(aws)).toMatchObject({
      eventVersion: '1.10',
      eventSource: 'identitystore-scim.amazonaws.com',
      eventName: 'CreateUser',
      awsRegion: 'eu-central-1',
      userAgent: 'authentik@2026.2.2',
      userIdentity: { type: 'WebIdentityUser', accountId: '111122223333' },
      requestParameters: { httpBody: user, tenantId: aws.tenant.tenantId },
      responseElements: { ...user, id: body.id, meta: body.meta },
      readOnly: false,
      tlsDetails: { clientProvidedHostHeader: 'scim.eu-central-1.amazonaws.com' },
    });
    expect(newest(aws)).not.toHaveProperty('errorCode');
    expect(JSON.stringify(newest(aws))).not.toContain('alice');
  });

  it('gives the reason of a refusal', async () => {
    const aws = await startScim();
    const id = await addUser(aws, alice);
    const value = [alice, 'b@example.com'].map((each) => ({ value: each, primary: true }));
    const body = patchBody({ op: 'replace', path: 'emails', value });
    await aws.scim('PATCH', `/Users/${id}`, { body });
    expect(newest(aws)).toMatchObject({
      eventName: 'PatchUser',
      userIdentity: { type: 'Unknown' },
      errorCode: 'ValidationException',
      errorMessage: 'List attribute emails exceeds allowed limit of 1',
      requestParameters: {
        httpBody: {
          operations: [{ op: 'REPLACE', path: 'emails', value: HIDDEN }],
          schemas: [HIDDEN],
        },
        tenantId: aws.tenant.tenantId,
        id,
      },
      responseElements: null,
    });
  });

  it('hides the value of a filter in a path', async () => {
    const aws = await startScim();
    const body = patchBody({ op: 'remove', path: `emails[value eq "${alice}"]` });
    await aws.scim('PATCH', '/Users/1', { body });
    expect(newest(aws)).toMatchObject({
      errorCode: 'ResourceNotFoundException',
      requestParameters: { httpBody: { operations: [{ path: `emails[${HIDDEN}]` }] } },
    });
  });

  it('survives a body that is no message at all', async () => {
    const aws = await startScim();
    await aws.scim('PATCH', '/Users/1', { body: { Operations: ['x'] } });
    expect(newest(aws)).toMatchObject({ requestParameters: { httpBody: { operations: [{}] } } });
  });

  it('is there for reading and for a wrong token, but not for a wrong tenant', async () => {
    const aws = await startScim();
    await aws.scim('GET', '/Groups');
    expect(newest(aws)).toMatchObject({
      eventName: 'ListGroups',
      readOnly: true,
      requestParameters: { tenantId: aws.tenant.tenantId },
    });
    await aws.scim('GET', '/ServiceProviderConfig', { token: 'wrong' });
    expect(newest(aws)).toMatchObject({
      eventName: 'ServiceProviderConfig',
      errorCode: 'UnauthorizedException',
      userIdentity: { type: 'Unknown' },
    });
    const number = aws.world.trail.all().length;
    await aws.scim('GET', '/Users', { tenantId: 'other' });
    expect(aws.world.trail.all()).toHaveLength(number);
  });

  it('is found by LookupEvents', async () => {
    const aws = await startScim();
    await aws.scim('POST', '/Groups', { body: groupBody('aws-users') });
    await aws.scim('POST', '/Groups', { body: groupBody('aws-users') });
    const { Events = [] } = await aws.cloudTrail.send(
      new LookupEventsCommand({
        LookupAttributes: [
          { AttributeKey: 'EventSource', AttributeValue: 'identitystore-scim.amazonaws.com' },
        ],
      }),
    );
    expect(Events.map(({ EventName }) => EventName)).toEqual(['CreateGroup', 'CreateGroup']);
    expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '')).toMatchObject({
      errorCode: 'ConflictException',
      errorMessage: 'Duplicate GroupDisplayName',
    });
  });
});
