import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiRoutes } from '../../../src/sandbox/authentik/api.js';
import { parseRelease } from '../../../src/sandbox/authentik/releases.js';
import { loginWorld } from '../../../src/sandbox/authentik/saml-seam.js';
import { noScimSync } from '../../../src/sandbox/authentik/scim-sync.js';
import { furnish } from '../../../src/sandbox/authentik/world/start.js';
import { emptyWorld } from '../../../src/sandbox/authentik/world/world.js';
import { type Browser, openBrowser, signIn } from './saml/browser.js';

const audience = 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-1234567890';
const keyed = z.object({ pk: z.union([z.string(), z.number()]) });
const listed = z.object({ results: z.tuple([keyed], keyed) });

let browser: Browser | undefined;

afterEach(async () => {
  await browser?.close();
  browser = undefined;
});

/** A server whose application `aws` was set up through the API, and a browser at its sign-in. */
async function setUp(release: string, group: string) {
  const world = emptyWorld(parseRelease(release), () => new Date(), noScimSync);
  const { token, alicePassword } = furnish(world);
  const api = apiRoutes(world);
  const call = async (method: string, path: string, json?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = { method, headers, ...(json && { body: JSON.stringify(json) }) };
    return (await api.request(`/api/v3${path}`, init)).json();
  };
  const first = async (path: string) => listed.parse(await call('GET', path)).results[0].pk;
  const provider = keyed.parse(
    await call('POST', '/providers/saml/', {
      name: 'AWS',
      authorization_flow: await first(
        '/flows/instances/?designation=authorization&search=implicit',
      ),
      invalidation_flow: await first('/flows/instances/?designation=invalidation'),
      acs_url: 'https://example.com/acs',
      audience,
      issuer: 'urn:example:idp',
      sp_binding: 'post',
      signing_kp: await first('/crypto/certificatekeypairs/'),
      name_id_mapping: await first(
        '/propertymappings/provider/saml/?managed=goauthentik.io/providers/saml/email',
      ),
    }),
  );
  const application = { name: 'AWS', slug: 'aws', provider: provider.pk };
  const { pk: target } = keyed.parse(await call('POST', '/core/applications/', application));
  const binding = { target, group: await first(`/core/groups/?name=${group}`), order: 0 };
  keyed.parse(await call('POST', '/policies/bindings/', binding));
  return { alicePassword, browser: await openBrowser(loginWorld(world)) };
}

async function start(on: Browser, username: string, password: string) {
  return signIn(on, await on.get('/application/saml/aws/sso/binding/init/'), username, password);
}

describe.each(['2024.8.6', '2026.2.2'])('a sign-in to what the API of %s set up', (release) => {
  it.each(['alice', 'alice@example.com'])('names the user as %s signs in', async (username) => {
    const on = await setUp(release, 'aws-users');
    browser = on.browser;
    const { body } = await start(browser, username, on.alicePassword);
    const { SAMLResponse } = z
      .object({ attrs: z.object({ SAMLResponse: z.string() }), url: z.string() })
      .parse(body).attrs;
    const xml = Buffer.from(SAMLResponse, 'base64').toString();
    expect(xml).toContain('>alice@example.com</saml:NameID>');
    expect(xml).toContain(`<saml:Audience>${audience}</saml:Audience>`);
    expect(xml).toContain('<saml:Issuer>urn:example:idp</saml:Issuer>');
    expect(xml).toContain('<ds:SignatureValue>');
  });

  it('ends where the bindings leave somebody out', async () => {
    const on = await setUp(release, 'authentik%20Admins');
    browser = on.browser;
    const { body } = await start(browser, 'alice', on.alicePassword);
    expect(body.component).toBe('ak-stage-access-denied');
  });

  it('does not take a wrong password', async () => {
    const on = await setUp(release, 'aws-users');
    browser = on.browser;
    const { body } = await start(browser, 'alice', 'wrong');
    expect(body.component).toBe('ak-stage-password');
  });

  it('lets nobody in who has no password', async () => {
    const on = await setUp(release, 'aws-users');
    browser = on.browser;
    const { body } = await start(browser, 'bob', '');
    expect(body.component).toBe('ak-stage-password');
  });
});
