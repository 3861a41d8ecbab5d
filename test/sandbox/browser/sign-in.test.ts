import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SignInOptions, signIn } from '../../../src/sandbox/browser/sign-in.js';
import { type FakeWorld, fakeWorld } from '../aws/service-provider/fake-world.js';
import { newSigningKey, type SigningKey, scene } from '../aws/service-provider/forge.js';
import { type FakeLogin, fakeAuthentik, PASSWORD } from './fake-authentik.js';
import { logins, type RecordedLogin, recordedLogin } from './recorded-login.js';
import { type RunningServer, serve, serveAws } from './servers.js';

let key: SigningKey;
const running: RunningServer[] = [];

beforeAll(async () => {
  key = await newSigningKey();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const anyLogin = recordedLogin('2026.2.2');

type Urls = (origin: string) => { ssoPostUrl?: string; ssoRedirectUrl?: string };

const post: Urls = (origin) => ({
  ssoPostUrl: `${origin}/application/saml/aws/sso/binding/post/`,
  ssoRedirectUrl: `${origin}/application/saml/aws/sso/binding/redirect/`,
});

/** Both sides on loopback, alice's credentials, and what the two saw. */
async function bothSides(
  login: RecordedLogin = anyLogin,
  fake: Omit<FakeLogin, 'key'> = {},
  urls: Urls = post,
): Promise<{ options: SignInOptions; world: FakeWorld; posted: Record<string, unknown>[] }> {
  const { app, posted } = fakeAuthentik(login, { key, ...fake });
  const authentik = await serve(app);
  const trust = { entityId: scene.entityId, certificates: [key.certificate] };
  const world = fakeWorld({ ...trust, ...urls(authentik.origin) });
  const aws = await serveAws(world);
  running.push(authentik, aws);
  const options = { awsEndpoint: aws.origin, user: 'alice', password: PASSWORD };
  return { options, world, posted };
}

describe.each(logins)('a sign-in through authentik $authentik', (login) => {
  it('begins at AWS by POST, and ends signed in', async () => {
    const { options, world, posted } = await bothSides(login);
    const outcome = await signIn(options);
    expect(outcome).toMatchObject({ accepted: true, nameId: 'alice@example.com' });
    expect(outcome.text).toContain('Signed in as alice@example.com');
    const recorded = login.exchanges.flatMap(({ json }) => (json === undefined ? [] : [json]));
    expect(posted).toEqual(
      recorded.map((sent) => ({
        ...sent,
        ...(sent.password !== undefined && { password: PASSWORD }),
      })),
    );
    expect(world.records).toMatchObject([{ eventName: 'UserAuthentication' }]);
  });

  it('begins at AWS by redirect', async () => {
    const { options } = await bothSides(login, {}, (origin) => ({
      ssoRedirectUrl: post(origin).ssoRedirectUrl ?? '',
    }));
    expect(await signIn(options)).toMatchObject({ accepted: true });
  });

  it('begins at authentik', async () => {
    const { options } = await bothSides(login);
    const outcome = await signIn({ ...options, identityProviderInitiated: true });
    expect(outcome).toMatchObject({ accepted: true, nameId: 'alice@example.com' });
  });
});

describe('stages beyond name and password', () => {
  it('answers a consent with its token, and the question whether to stay signed in', async () => {
    const extraStages = [
      { component: 'ak-stage-user-login' },
      { component: 'ak-stage-consent', token: 'token-1' },
    ];
    const { options, posted } = await bothSides(anyLogin, { extraStages });
    expect(await signIn(options)).toMatchObject({ accepted: true });
    expect(posted.slice(2)).toEqual([
      { component: 'ak-stage-user-login', remember_me: false },
      { component: 'ak-stage-consent', token: 'token-1' },
    ]);
  });

  it('gives the password with the name where one stage asks for both', async () => {
    const { options, posted } = await bothSides(anyLogin, {
      identification: { password_fields: true },
    });
    await signIn(options);
    expect(posted[0]).toMatchObject({ uid_field: 'alice', password: PASSWORD });
  });

  it.each([
    ['ak-stage-authenticator-validate', 'a second factor'],
    ['ak-stage-prompt', 'a stage that this browser does not know'],
    ['ak-stage-access-denied', 'denied access: only on weekdays'],
  ])('stops at %s and says so', async (component, words) => {
    const extraStages = [{ component, error_message: 'only on weekdays' }];
    const { options, world } = await bothSides(anyLogin, { extraStages });
    const outcome = await signIn(options);
    expect(outcome).toMatchObject({ accepted: false, stoppedBy: 'authentik', text: '' });
    if (!outcome.accepted) expect(outcome.errorMessage).toContain(words);
    expect(world.records).toEqual([]);
  });

  it.each([
    ['a captcha', { captcha_stage: { component: 'ak-stage-captcha' } }],
    ['only other sources', { user_fields: [] }],
  ])('stops at an identification with %s', async (words, identification) => {
    const { options } = await bothSides(anyLogin, { identification });
    expect(await signIn(options)).toMatchObject({ errorMessage: expect.stringContaining(words) });
  });
});

describe('a sign-in that is not accepted', () => {
  it('gives the words of the password stage, and never the password', async () => {
    const { options } = await bothSides();
    const outcome = await signIn({ ...options, password: 'hunter2-hunter2' });
    expect(outcome).toMatchObject({
      accepted: false,
      stoppedBy: 'authentik',
      errorMessage: expect.stringContaining('Invalid password'),
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  it('gives what AWS shows and why', async () => {
    const { options } = await bothSides(anyLogin, { nameId: 'carol@example.com' });
    const outcome = await signIn(options);
    expect(outcome).toMatchObject({ accepted: false, stoppedBy: 'AWS' });
    if (outcome.accepted) return;
    expect(outcome.errorMessage).toContain("Looks like this code isn't right. Please try again");
    expect(outcome.errorMessage).toContain(
      'no user of the identity store is named carol@example.com',
    );
  });

  it('says that AWS still signs users in itself', async () => {
    const { options, world } = await bothSides();
    world.trust = undefined;
    expect(await signIn(options)).toMatchObject({
      stoppedBy: 'AWS',
      errorMessage: expect.stringContaining('Identity Center directory'),
    });
  });

  it('says what a page of authentik said that leads nowhere', async () => {
    const denied = await serve({ fetch: () => new Response('<p>Permission denied</p>') });
    running.push(denied);
    const { options, world } = await bothSides();
    world.trust = { entityId: scene.entityId, certificates: [], ...post(denied.origin) };
    expect(await signIn(options)).toMatchObject({
      stoppedBy: 'authentik',
      errorMessage: expect.stringContaining('Permission denied'),
    });
  });

  it('cannot begin at an identity provider that is no application of authentik', async () => {
    const other = await serve({ fetch: () => new Response('hello') });
    running.push(other);
    const { options, world } = await bothSides();
    world.trust = { entityId: 'x', certificates: [], ssoPostUrl: `${other.origin}/saml` };
    expect(await signIn({ ...options, identityProviderInitiated: true })).toMatchObject({
      errorMessage: expect.stringContaining('not an authentik application'),
    });
  });
});

describe('where the browser connects', () => {
  it('reaches an authentik of a public name at the origin it was told', async () => {
    const { options, world } = await bothSides();
    const authentikOrigin = new URL(world.trust?.ssoPostUrl ?? '').origin;
    world.trust = world.trust && { ...world.trust, ...post('https://authentik.example.com') };
    expect(await signIn({ ...options, authentikOrigin })).toMatchObject({ accepted: true });
  });

  it('rejects when a server is not there, naming it without the request', async () => {
    const { options, world } = await bothSides();
    world.trust = world.trust && { ...world.trust, ...post('http://127.0.0.1:9') };
    const problem = await signIn(options).then(() => '', String);
    expect(problem).toContain('127.0.0.1:9');
    expect(problem).not.toMatch(/SAMLRequest|binding/);
  });
});
