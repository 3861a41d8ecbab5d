import { afterEach, describe, expect, it } from 'vitest';
import type { SamlProviderSettings } from '../../../../src/sandbox/authentik/saml/login-world.js';
import { type Answer, type Browser, follow, openBrowser, signIn } from './browser.js';
import { awsApplication, pretendedWorld } from './pretended-world.js';

let browser: Browser;

afterEach(() => browser.close());

async function open(release = '2026.2.2', settings: Partial<SamlProviderSettings> = {}) {
  browser = await openBrowser(pretendedWorld(release, awsApplication(settings)));
}

async function begin(): Promise<Answer> {
  return browser.get('/application/saml/aws/sso/binding/init/');
}

describe('the login flow', () => {
  it('asks again for a user whom nobody knows', async () => {
    await open();
    const asked = await follow(browser, await begin());
    const answer = await browser.postJson(asked.path, { uid_field: 'mallory' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...asked.body,
      response_errors: {
        non_field_errors: [{ string: 'Failed to authenticate.', code: 'invalid' }],
      },
    });
  });

  it('asks again when no user is named', async () => {
    await open();
    const asked = await follow(browser, await begin());
    const answer = await browser.postJson(asked.path, {});
    expect(answer.body).toMatchObject({
      component: 'ak-stage-identification',
      response_errors: { non_field_errors: [{ string: 'No identification data provided.' }] },
    });
  });

  it.each(['alice', 'carol'])('asks again for a password that does not do for %s', async (name) => {
    await open();
    const answer = await signIn(
      browser,
      await begin(),
      name,
      name === 'alice' ? 'wrong' : undefined,
    );
    expect(answer.body).toMatchObject({
      component: 'ak-stage-password',
      pending_user: name,
      response_errors: { password: [{ string: 'Invalid password', code: 'invalid' }] },
    });
  });

  it('takes the right password after a wrong one', async () => {
    await open();
    const refused = await signIn(browser, await begin(), 'alice', 'wrong');
    const passed = await browser.postJson(refused.path, { password: 'correct horse' });
    const arrived = await follow(browser, passed);
    expect(arrived.body.component).toBe('ak-stage-autosubmit');
  });

  it('wants a password at all', async () => {
    await open();
    const refused = await signIn(browser, await begin(), 'alice', 'wrong');
    const answer = await browser.postJson(refused.path, { component: 'ak-stage-password' });
    expect(answer.body.response_errors).toEqual({
      password: [{ string: 'This field is required.', code: 'required' }],
    });
  });

  it('gives up after the sixth wrong password', async () => {
    await open();
    let answer = await signIn(browser, await begin(), 'alice', 'wrong');
    for (let count = 2; count <= 6; count += 1) {
      expect(answer.body.component).toBe('ak-stage-password');
      answer = await browser.postJson(answer.path, { password: 'wrong' });
    }
    expect(answer.body).toMatchObject({
      component: 'ak-stage-access-denied',
      pending_user: 'alice',
      error_message: 'Unknown error',
    });
    expect((await browser.get(answer.path)).body.component).toBe('ak-stage-identification');
  });

  it('refuses what is not JSON', async () => {
    await open();
    const asked = await follow(browser, await begin());
    const answer = await browser.postForm(asked.path, { uid_field: 'alice' });
    expect(answer).toMatchObject({ status: 400, body: { detail: 'JSON parse error' } });
  });

  it.each([
    { release: '2024.8.6', detail: 'Not found.' },
    { release: '2025.4.4', detail: 'No Flow matches the given query.' },
  ])('has no other flows: $detail', async ({ release, detail }) => {
    await open(release);
    const answer = await browser.get('/api/v3/flows/executor/no-such-flow/?query=');
    expect(answer).toMatchObject({ status: 404, body: { detail } });
  });

  it('does not lead to another server', async () => {
    await open();
    const query = encodeURIComponent('next=https://evil.example.com/');
    const path = `/api/v3/flows/executor/default-authentication-flow/?query=${query}`;
    const found = await browser.postJson(path, { uid_field: 'alice' });
    const passed = await browser.postJson(String(found.location), { password: 'correct horse' });
    const done = await browser.get((await browser.get(String(passed.location))).path);
    expect(done.body).toEqual({ component: 'xak-flow-redirect', to: '/' });
  });

  it('starts anew when it is cancelled', async () => {
    await open();
    const asked = await follow(browser, await begin());
    await browser.postJson(asked.path, { uid_field: 'alice' });
    expect(await browser.get('/flows/-/cancel/?next=//evil.example.com')).toMatchObject({
      status: 302,
      location: '/',
    });
    expect((await browser.get(asked.path)).body.component).toBe('ak-stage-identification');
  });

  it('uses the flow that the provider names', async () => {
    await open('2025.4.4', { authenticationFlowSlug: 'staff-login' });
    const asked = await follow(browser, await begin());
    expect(asked.path).toContain('/executor/staff-login/');
    expect(asked.body.component).toBe('ak-stage-identification');
  });
});
