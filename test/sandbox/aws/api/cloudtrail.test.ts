import {
  type LookupAttributeKey,
  LookupEventsCommand,
  paginateLookupEvents,
} from '@aws-sdk/client-cloudtrail';
import { ListInstancesCommand } from '@aws-sdk/client-sso-admin';
import { expect, it } from 'vitest';
import { recordCall } from '../../../../src/sandbox/aws/world/event.js';
import { clientsOf, startSandbox, stoppedClock, type TestSandbox } from '../sandbox.js';

function act({ world }: TestSandbox, eventName: string): void {
  const eventSource = 'sso-directory.amazonaws.com';
  recordCall(world, { eventSource, eventName, readOnly: false, region: world.region });
}

function named(AttributeValue: string, AttributeKey: LookupAttributeKey = 'EventName') {
  return { LookupAttributes: [{ AttributeKey, AttributeValue }] };
}

it('shows a record with its JSON text', async () => {
  const aws = await startSandbox({ now: stoppedClock('2026-11-23T12:00:00Z').now });
  act(aws, 'CreateAlias');
  const { Events } = await aws.cloudTrail.send(new LookupEventsCommand(named('CreateAlias')));
  expect(Events).toMatchObject([
    {
      EventName: 'CreateAlias',
      EventSource: 'sso-directory.amazonaws.com',
      EventTime: new Date('2026-11-23T12:00:00Z'),
      ReadOnly: 'false',
      Username: 'administrator',
      AccessKeyId: aws.accessKeyId,
    },
  ]);
  expect(JSON.parse(Events?.[0]?.CloudTrailEvent ?? '')).toMatchObject({
    eventID: Events?.[0]?.EventId,
    eventTime: '2026-11-23T12:00:00Z',
    awsRegion: aws.region,
    recipientAccountId: aws.accountId,
    userIdentity: { type: 'IAMUser', arn: aws.world.caller.arn },
  });
});

it('pages, newest first, and stays in place when new records arrive', async () => {
  const aws = await startSandbox({ pageSize: 2 });
  for (const name of ['A', 'B', 'C', 'D', 'E']) act(aws, name);
  const lookup = named('sso-directory.amazonaws.com', 'EventSource');
  const pages = [];
  for await (const page of paginateLookupEvents({ client: aws.cloudTrail }, lookup)) {
    pages.push(page.Events?.map((event) => event.EventName));
    act(aws, 'new');
  }
  expect(pages).toEqual([['E', 'D'], ['C', 'B'], ['A']]);
});

it('holds fresh records back', async () => {
  const clock = stoppedClock();
  const aws = await startSandbox({ now: clock.now, eventDelaySeconds: 300 });
  act(aws, 'CreateAlias');
  const lookup = async () => {
    const answer = await aws.cloudTrail.send(new LookupEventsCommand(named('CreateAlias')));
    return answer.Events?.length;
  };
  clock.forwardSeconds(299);
  expect(await lookup()).toBe(0);
  clock.forwardSeconds(1);
  expect(await lookup()).toBe(1);
});

it('looks in the given time and Region only', async () => {
  const clock = stoppedClock('2026-11-23T12:00:00Z');
  const aws = await startSandbox({ now: clock.now });
  act(aws, 'Early');
  clock.forwardSeconds(3600);
  act(aws, 'Late');
  const source = named('sso-directory.amazonaws.com', 'EventSource');
  const StartTime = new Date('2026-11-23T12:30:00Z');
  const names = async (input: { StartTime?: Date; EndTime?: Date }, clients = clientsOf(aws)) => {
    const answer = await clients.cloudTrail.send(new LookupEventsCommand({ ...source, ...input }));
    return answer.Events?.map((event) => event.EventName);
  };
  expect(await names({})).toEqual(['Late', 'Early']);
  expect(await names({ StartTime })).toEqual(['Late']);
  expect(await names({ EndTime: StartTime })).toEqual(['Early']);
  expect(await names({}, clientsOf(aws, { region: 'us-east-1' }))).toEqual([]);
  clock.forwardSeconds(91 * 24 * 3600);
  expect(await names({})).toEqual([]);
});

it('records the calls of the API, refused ones with their error', async () => {
  const aws = await startSandbox({ deniedActions: ['sso:ListInstances'] });
  await expect(aws.ssoAdmin.send(new ListInstancesCommand())).rejects.toThrow('not authorized');
  aws.world.deniedActions.clear();
  await aws.ssoAdmin.send(new ListInstancesCommand());
  const { Events } = await aws.cloudTrail.send(new LookupEventsCommand(named('ListInstances')));
  expect(Events?.map((event) => JSON.parse(event.CloudTrailEvent ?? '').errorCode)).toEqual([
    undefined,
    'AccessDeniedException',
  ]);
});

it('takes the long form of its target, which other SDKs send', async () => {
  const aws = await startSandbox();
  act(aws, 'CreateAlias');
  const target = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents';
  const credential = `${aws.accessKeyId}/20261123/${aws.region}/cloudtrail/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
  const answer = await fetch(aws.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': target, authorization },
    body: '{}',
  });
  expect(await answer.json()).toMatchObject({ Events: [{ EventName: 'CreateAlias' }] });
});

it.each([
  ['InvalidLookupAttributesException', named('x', 'Nothing' as LookupAttributeKey)],
  [
    'InvalidLookupAttributesException',
    { LookupAttributes: [...named('x').LookupAttributes, ...named('y').LookupAttributes] },
  ],
  ['InvalidMaxResultsException', { MaxResults: 51 }],
  ['InvalidNextTokenException', { NextToken: 'foreign' }],
  ['InvalidTimeRangeException', { StartTime: new Date(2000), EndTime: new Date(1000) }],
])('answers %s', async (name, input) => {
  const { cloudTrail } = await startSandbox();
  await expect(cloudTrail.send(new LookupEventsCommand(input))).rejects.toMatchObject({ name });
});

it('keeps no record that LookupEvents could not show', async () => {
  const { world } = await startSandbox();
  expect(() => world.trail.record({ eventName: 'UserAuthentication' })).toThrow('eventID');
});
