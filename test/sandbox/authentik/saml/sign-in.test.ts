import { afterEach, describe, expect, it } from 'vitest';
import type { SamlProviderSettings } from '../../../../src/sandbox/authentik/saml/login-world.js';
import {
  type Answer,
  authnRequest,
  type Browser,
  follow,
  nextPath,
  openBrowser,
  redirectPath,
  signIn,
} from './browser.js';
import { awsApplication, pretendedWorld } from './pretended-world.js';

const { acsUrl } = awsApplication().provider;
const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const INIT = '/application/saml/aws/sso/binding/init/';
let browser: Browser;

afterEach(() => browser.close());

async function open(release = '2026.2.2', settings: Partial<SamlProviderSettings> = {}) {
  browser = await openBrowser(pretendedWorld(release, awsApplication(settings)));
  return browser;
}

async function openWithoutMapping() {
  const { provider, ...application } = awsApplication();
  const { nameIdMapping: _, ...unmapped } = provider;
  browser = await openBrowser(pretendedWorld('2026.2.2', { ...application, provider: unmapped }));
}

async function begin(path = redirectPath(authnRequest(acsUrl, EMAIL))): Promise<Answer> {
  return browser.get(path);
}

/** The XML and relay state of the form that a sign-in ended with. */
function postedTo(answer: Answer): { xml: string; relayState: unknown } {
  expect(answer.body).toMatchObject({ component: 'ak-stage-autosubmit', url: acsUrl });
  const { SAMLResponse, RelayState } = Object(answer.body.attrs);
  return { xml: Buffer.from(String(SAMLResponse), 'base64').toString(), relayState: RelayState };
}

describe('the way to the application', () => {
  it('needs no second password', async () => {
    await open();
    await signIn(browser, await begin(), 'alice');
    postedTo(await follow(browser, await begin()));
  });

  it('is closed to a user outside the bindings', async () => {
    await open();
    const answer = await signIn(browser, await begin(), 'bob');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      component: 'ak-stage-access-denied',
      pending_user: 'bob',
      error_message: 'Request has been denied.',
      flow_info: { title: 'Redirecting to AWS' },
    });
  });

  it('is closed to a request for another assertion consumer service', async () => {
    await open();
    const elsewhere = redirectPath(authnRequest('https://evil.example.com/acs?a=1&amp;b=2', EMAIL));
    const answer = await signIn(browser, await begin(elsewhere), 'alice');
    expect(answer).toMatchObject({ status: 400, type: 'text/html' });
    expect(answer.text).toContain(
      `ACS URL of https://evil.example.com/acs?a=1&amp;b=2 doesn&#39;t match Provider ACS URL of ${acsUrl}.`,
    );
  });

  it('is closed without a request', async () => {
    await open();
    const path = '/application/saml/aws/sso/binding/redirect/';
    const answer = await signIn(browser, await begin(path), 'alice');
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('The SAML request payload is missing.');
  });

  it('ends in a refusal for a NameID format that nobody serves', async () => {
    await openWithoutMapping();
    const path = redirectPath(authnRequest(acsUrl, 'urn:example:shoe-size'));
    const answer = await signIn(browser, await begin(path), 'alice');
    expect(answer.body.component).toBe('ak-stage-access-denied');
  });

  it('answers the request that came: ID, relay state, address of the server', async () => {
    await open('2026.5.0', { issuer: '' });
    const { xml, relayState } = postedTo(await signIn(browser, await begin(), 'alice'));
    expect(relayState).toBe('relay-1');
    expect(xml.match(/ InResponseTo="aws_1"/g)).toHaveLength(2);
    expect(xml).toContain(`>${browser.origin}/application/saml/aws/metadata/</saml:Issuer>`);
  });

  it('works by the POST binding, though the form arrives before the sign-in', async () => {
    await open();
    const form = {
      SAMLRequest: Buffer.from(authnRequest(acsUrl, EMAIL)).toString('base64'),
      RelayState: 'relay-2',
    };
    const begun = await browser.postForm('/application/saml/aws/sso/binding/post/', form);
    const { xml, relayState } = postedTo(await signIn(browser, begun, 'alice'));
    expect(relayState).toBe('relay-2');
    expect(xml).toContain(' InResponseTo="aws_1"');
  });

  it('sends the response by redirect where the provider says so', async () => {
    await open('2026.2.2', { binding: 'redirect' });
    const begun = await begin();
    const asked = await follow(browser, begun);
    const found = await browser.postJson(asked.path, { uid_field: 'alice' });
    let answer = await browser.postJson(String(found.location), { password: 'correct horse' });
    while (!String(answer.body.to ?? '').startsWith('https:')) {
      answer = await browser.get(nextPath(answer));
    }
    expect(String(answer.body.to)).toMatch(
      /^https:.+\/acs\/0\?SAMLResponse=.+&RelayState=relay-1$/,
    );
  });
});

describe('a sign-in that the identity provider begins', () => {
  it.each([
    { release: '2025.4.4', format: 'unspecified' },
    { release: '2025.8.0', format: 'emailAddress' },
    { release: '2025.10.4', format: 'emailAddress' },
  ])('has NameID format $format on $release', async ({ release, format }) => {
    await open(release, { defaultRelayState: 'start' });
    const { xml, relayState } = postedTo(await signIn(browser, await begin(INIT), 'alice'));
    expect(xml).toContain(`:nameid-format:${format}">alice@example.com<`);
    expect(xml).not.toContain('InResponseTo');
    expect(relayState).toBe('start');
  });

  it('has no relay state where none is set', async () => {
    await open();
    const { relayState } = postedTo(await signIn(browser, await begin(INIT), 'alice'));
    expect(relayState).toBeUndefined();
  });
});
