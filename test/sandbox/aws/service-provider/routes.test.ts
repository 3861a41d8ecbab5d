import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serviceProviderRoutes } from '../../../../src/sandbox/aws/service-provider/routes.js';
import { type FakeWorld, fakeWorld, portals } from './fake-world.js';
import {
  assertionXml,
  newSigningKey,
  responseXml,
  type SigningKey,
  scene,
  signed,
} from './forge.js';

const ssoPostUrl = 'https://authentik.example.com/application/saml/aws/sso/binding/post/';
const ssoRedirectUrl = 'https://authentik.example.com/application/saml/aws/sso/binding/redirect/';

let key: SigningKey;
let world: FakeWorld;
let aws: ReturnType<typeof serviceProviderRoutes>;

beforeAll(async () => {
  key = await newSigningKey();
});

beforeEach(() => {
  const { entityId } = scene;
  world = fakeWorld({ entityId, certificates: [key.certificate], ssoPostUrl, ssoRedirectUrl });
  aws = serviceProviderRoutes(world);
});

async function text(response: Response | Promise<Response>): Promise<string> {
  return (await response).text();
}

/** Begins a sign-in at a portal; gives the RelayState and the ID of the request. */
async function begin(portal: string = portals.classic) {
  const page = await text(aws.request(portal));
  const value = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  const request = Buffer.from(value('SAMLRequest'), 'base64').toString();
  return { relayState: value('RelayState'), id: / ID="([^"]*)"/.exec(request)?.[1] ?? '' };
}

/** What the identity provider answers, signed. */
function answerTo(id: string, assertion: string = assertionXml()): string {
  const xml = responseXml(assertion).replaceAll(scene.request, id);
  return Buffer.from(signed(xml, '_assertion', key)).toString('base64');
}

function post(fields: Record<string, string>, acs: string = scene.acs) {
  return aws.request(acs, { method: 'POST', body: new URLSearchParams(fields) });
}

describe('the access portal', () => {
  it.each(Object.entries(portals))(
    'posts a request to the identity provider (%s)',
    async (_, url) => {
      const page = await text(aws.request(url));
      expect(page).toContain(`<form method="post" action="${ssoPostUrl}">`);
      expect((await begin(url)).id).toMatch(/^aws_/);
    },
  );

  it('takes a closing slash', async () => {
    expect(await text(aws.request(`${portals.dualStack}/`))).toContain(ssoPostUrl);
  });

  it('goes by the Host header, since browsers of the sandbox connect to loopback', async () => {
    const headers = { Host: 'd-99672f8278.awsapps.com' };
    expect(await text(aws.request('http://127.0.0.1:4566/start', { headers }))).toContain(
      ssoPostUrl,
    );
  });

  it('redirects to an identity provider that takes redirects only', async () => {
    world.trust = { entityId: scene.entityId, certificates: [key.certificate], ssoRedirectUrl };
    const response = await aws.request(portals.classic);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toContain(`${ssoRedirectUrl}?SAMLRequest=`);
  });

  it('shows the directory’s own sign-in while that is the identity source', async () => {
    world.trust = undefined;
    expect(await text(aws.request(portals.classic))).toContain('data-page="directory-sign-in"');
  });

  it('knows no other instance', async () => {
    const response = await aws.request('https://d-0000000000.awsapps.com/start');
    expect(response.status).toBe(404);
  });
});

describe('a sign-in that works', () => {
  it('shows the portal with the user’s name and leaves the record of AWS', async () => {
    const { relayState, id } = await begin(portals.dualStack);
    const response = await post({ SAMLResponse: answerTo(id), RelayState: relayState });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('data-user-name="alice@example.com"');
    expect(page).toContain('dev &amp; test (444455556666): A, B');
    expect(world.records).toEqual([
      {
        eventVersion: '1.11',
        userIdentity: {
          type: 'IdentityCenterUser',
          arn: '',
          accountId: '111122223333',
          accessKeyId: '',
          onBehalfOf: {
            userId: 'id-alice@example.com',
            identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-99672f8278',
          },
          credentialId: expect.any(String),
        },
        eventTime: '2026-11-23T12:00:00Z',
        eventSource: 'signin.amazonaws.com',
        eventName: 'UserAuthentication',
        awsRegion: 'eu-central-1',
        sourceIPAddress: '127.0.0.1',
        responseElements: null,
        additionalEventData: {
          AuthWorkflowID: expect.any(String),
          UserName: 'alice@example.com',
          LoginTo: portals.dualStack,
          CredentialType: 'EXTERNAL_IDP',
        },
        eventID: expect.any(String),
        eventType: 'AwsServiceEvent',
        managementEvent: true,
        eventCategory: 'Management',
        recipientAccountId: '111122223333',
        serviceEventDetails: { UserAuthentication: 'Success' },
      },
    ]);
  });

  it('may begin at the identity provider', async () => {
    const xml = responseXml(assertionXml()).replaceAll(/ InResponseTo="[^"]*"/g, '');
    const answer = Buffer.from(signed(xml, '_assertion', key)).toString('base64');
    expect((await post({ SAMLResponse: answer })).status).toBe(200);
    expect(world.records[0]).toMatchObject({ additionalEventData: { LoginTo: portals.classic } });
    const again = await post({ SAMLResponse: answer });
    expect(await again.text()).toContain('the assertion was used before');
  });
});

describe('a sign-in that is refused', () => {
  it('leaves a failure record with the words of AWS, and shows little', async () => {
    const { id } = await begin();
    const response = await post({ SAMLResponse: answerTo(id) });
    const page = await response.text();
    expect(response.status).toBe(400);
    expect(page).toContain('<h1>We couldn&#39;t complete your request right now.');
    expect(world.records).toEqual([
      {
        eventVersion: '1.11',
        userIdentity: {
          type: 'Unknown',
          arn: '',
          accountId: '111122223333',
          accessKeyId: '',
          credentialId: expect.any(String),
        },
        eventTime: '2026-11-23T12:00:00Z',
        eventSource: 'signin.amazonaws.com',
        eventName: 'ExternalIdPDirectoryLogin',
        awsRegion: 'eu-central-1',
        sourceIPAddress: '127.0.0.1',
        errorMessage: `Not a valid response for the provided request id: ${id}`,
        responseElements: { ExternalIdPDirectoryLogin: 'Failure' },
        eventID: expect.any(String),
        eventType: 'AwsConsoleSignIn',
        managementEvent: true,
        eventCategory: 'Management',
        recipientAccountId: '111122223333',
      },
    ]);
  });

  it('says in the record whose words they are where AWS’s are not known', async () => {
    const { relayState, id } = await begin();
    const changed = Buffer.from(answerTo(id), 'base64').toString().replace('alice@', 'carol@');
    await post({ SAMLResponse: Buffer.from(changed).toString('base64'), RelayState: relayState });
    expect(world.records[0]).toMatchObject({
      errorMessage:
        'the Assertion was changed after it was signed (words of the sandbox, not of AWS)',
    });
  });

  it('leaves no record of a user who does not exist, only a page', async () => {
    const { relayState, id } = await begin();
    const carol = answerTo(id, assertionXml().replace('alice@', 'carol@'));
    const page = await text(post({ SAMLResponse: carol, RelayState: relayState }));
    expect(page).toContain('Looks like this code isn&#39;t right. Please try again');
    expect(page).toContain('no user of the identity store is named carol@example.com');
    expect(world.records).toEqual([]);
  });

  it('takes an answer once: the request is closed with it', async () => {
    const { relayState, id } = await begin();
    const answer = { SAMLResponse: answerTo(id), RelayState: relayState };
    expect((await post(answer)).status).toBe(200);
    expect((await post(answer)).status).toBe(400);
    expect(world.records[1]).toMatchObject({
      errorMessage: `Not a valid response for the provided request id: ${id}`,
    });
  });

  it('takes no answer after the request has grown old', async () => {
    const { relayState, id } = await begin();
    world.clock = new Date(scene.now.getTime() + 16 * 60_000);
    await begin();
    expect((await post({ SAMLResponse: answerTo(id), RelayState: relayState })).status).toBe(400);
  });

  it('escapes what the response says of itself', async () => {
    const { relayState, id } = await begin();
    const nasty = assertionXml({ issuer: '&lt;script&gt;alert(1)&lt;/script&gt;' });
    const page = await text(post({ SAMLResponse: answerTo(id, nasty), RelayState: relayState }));
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>');
  });
});

describe('what the assertion consumer service does not take', () => {
  it('is GET, an empty form, and anything while the directory is the identity source', async () => {
    expect((await aws.request(scene.acs)).status).toBe(405);
    expect((await post({})).status).toBe(400);
    world.trust = undefined;
    expect(await text(post({ SAMLResponse: answerTo('x') }))).toContain(
      'no external identity provider',
    );
    expect(world.records).toEqual([]);
  });

  it('is more than half a megabyte', async () => {
    expect((await post({ SAMLResponse: 'A'.repeat(600_000) })).status).toBe(413);
  });

  it('is another tenant', async () => {
    expect((await post({ SAMLResponse: answerTo('x') }, `${scene.acs}0`)).status).toBe(404);
  });
});
