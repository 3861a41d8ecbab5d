import { afterEach, describe, expect, it } from 'vitest';
import { authnRequest, type Browser, openBrowser, redirectPath, signIn } from './browser.js';
import { awsApplication, pretendedWorld } from './pretended-world.js';
import { recordedAnswer, recordedReleases } from './recordings.js';

const { acsUrl } = awsApplication().provider;
let browser: Browser;

afterEach(() => browser.close());

async function open(release: string) {
  browser = await openBrowser(pretendedWorld(release, awsApplication()));
}

describe.each(recordedReleases)('the addresses of %s', (release) => {
  it('lead from the metadata of an application to the API', async () => {
    await open(release);
    const answer = await browser.get('/application/saml/aws/metadata/');
    const recorded = recordedAnswer(release, 'metadata under its friendly address');
    expect(answer.status).toBe(302);
    expect(answer.location).toBe(recorded.location?.replace('<int>', '7'));
  });

  it.each(['metadata/', 'sso/binding/redirect/', 'sso/binding/post/', 'sso/binding/init/'])(
    'show a page for an application that does not exist: %s',
    async (rest) => {
      await open(release);
      const answer = await browser.get(`/application/saml/no-such-app/${rest}`);
      expect(answer).toMatchObject({ status: 404, type: 'text/html', cookies: [] });
    },
  );

  it('have no unified ones yet', async () => {
    await open(release);
    expect((await browser.get('/application/saml/aws/')).status).toBe(404);
    expect((await browser.get('/application/saml/aws/init/')).status).toBe(404);
  });
});

describe('the unified addresses of 2026.5', () => {
  it('take a request by redirect', async () => {
    await open('2026.5.0');
    const path = redirectPath(authnRequest(acsUrl), '/application/saml/aws/');
    const answer = await signIn(browser, await browser.get(path), 'alice');
    expect(answer.body).toMatchObject({ component: 'ak-stage-autosubmit', url: acsUrl });
  });

  it('take a request as a form', async () => {
    await open('2026.5.0');
    const SAMLRequest = Buffer.from(authnRequest(acsUrl)).toString('base64');
    const begun = await browser.postForm('/application/saml/aws/', { SAMLRequest });
    const answer = await signIn(browser, begun, 'alice');
    expect(answer.body).toMatchObject({ component: 'ak-stage-autosubmit', url: acsUrl });
  });

  it('begin without a request', async () => {
    await open('2026.5.0');
    const begun = await browser.get('/application/saml/aws/init/');
    const answer = await signIn(browser, begun, 'alice');
    expect(answer.body).toMatchObject({ component: 'ak-stage-autosubmit', url: acsUrl });
  });
});

it('the page of a flow is a page, and sets no cookie', async () => {
  await open('2026.2.2');
  const answer = await browser.get('/if/flow/default-authentication-flow/?next=%2F');
  expect(answer).toMatchObject({ status: 200, type: 'text/html', cookies: [] });
});
