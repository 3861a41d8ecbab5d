import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  authnRequest,
  type Browser,
  nextPath,
  openBrowser,
  redirectPath,
} from './browser.js';
import { awsApplication, newKeyPair, pretendedWorld } from './pretended-world.js';
import { type LoginExchange, recordedLogin, recordedReleases } from './recordings.js';

const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const acsUrl =
  'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/2d737f96-55fb-4035-953e-5e24134eb778';

/** The recordings shorten every request parameter, at whatever depth it is encoded. */
function shortened(text: string): string {
  return text.replace(/SAMLRequest(?:=|%(?:25)*3D).*?(?=&|%26|$)/g, 'SAMLRequest=…');
}

function comparable(cookie: string): string {
  return cookie.replace(/=[^;]*/, '=…').replace(/expires=[^;]*/, 'expires=<date>');
}

/** A recorded value with its placeholders turned into matchers. */
function expected(recorded: unknown): unknown {
  if (Array.isArray(recorded)) return recorded.map(expected);
  if (typeof recorded === 'object' && recorded !== null) {
    return Object.fromEntries(
      Object.entries(recorded).map(([key, value]) => [key, expected(value)]),
    );
  }
  if (recorded === '…') return expect.stringMatching(/^[A-Za-z0-9+/]{200,}=*$/);
  if (recorded === '<image>') return expect.stringMatching(/^data:image\/|^https?:/);
  return typeof recorded === 'string' && recorded.endsWith('<uuid>') ? acsUrl : recorded;
}

function shownBody({ body }: Answer): unknown {
  return JSON.parse(JSON.stringify(body), (_key, value) =>
    typeof value === 'string' ? shortened(value) : value,
  );
}

function expectAsRecorded(answer: Answer, recorded: LoginExchange): void {
  expect(shortened(decodeURIComponent(answer.path))).toBe(recorded.path);
  expect(answer.status).toBe(recorded.status);
  expect(answer.location && shortened(answer.location)).toBe(recorded.location);
  expect(answer.cookies.map(comparable)).toEqual(recorded.cookies.map(comparable));
  if (recorded.body !== undefined) expect(shownBody(answer)).toEqual(expected(recorded.body));
}

describe.each(recordedReleases)('a sign-in as recorded with %s', (release) => {
  let browser: Browser;

  beforeEach(async () => {
    const application = awsApplication({ acsUrl, signing: await newKeyPair() });
    browser = await openBrowser(pretendedWorld(release, application));
  });

  afterEach(() => browser.close());

  it('goes through the same requests and answers', async () => {
    let path = redirectPath(authnRequest(acsUrl, EMAIL));
    const recordedExchanges = recordedLogin(release);
    for (const recorded of recordedExchanges) {
      const typed = {
        ...recorded.json,
        ...(recorded.json?.password && { password: 'correct horse' }),
      };
      const answer = await (recorded.method === 'POST'
        ? browser.postJson(path, typed)
        : browser.get(path));
      expectAsRecorded(answer, recorded);
      path = nextPath(answer);
    }
    expect(recordedExchanges.length).toBeGreaterThan(8);
  });
});
