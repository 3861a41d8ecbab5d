import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loginRoutes } from '../../../src/sandbox/authentik/saml/login-routes.js';
import type { SamlProviderSettings } from '../../../src/sandbox/authentik/saml/login-world.js';
import { identityProviderMetadata } from '../../../src/sandbox/authentik/saml/metadata.js';
import { readIdentityProviderMetadata } from '../../../src/sandbox/aws/service-provider/identity-provider-metadata.js';
import { signIn } from '../../../src/sandbox/browser/sign-in.js';
import { awsApplication, pretendedWorld } from '../authentik/saml/pretended-world.js';
import { fakeWorld } from '../aws/service-provider/fake-world.js';
import { newSigningKey, type SigningKey, scene } from '../aws/service-provider/forge.js';
import { type RunningServer, serve, serveAws } from './servers.js';

let key: SigningKey;
const running: RunningServer[] = [];

beforeAll(async () => {
  key = await newSigningKey();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** Both servers, set up as the guide asks but for what a test changes. */
async function bothSides(release: string, changed: Partial<SamlProviderSettings> = {}) {
  const application = awsApplication({
    acsUrl: scene.acs,
    audience: scene.issuer,
    signing: { certificatePem: key.certificate, privateKeyPem: key.privateKey },
    ...changed,
  });
  const authentik = await serve(loginRoutes(pretendedWorld(release, application, scene.now)));
  const metadata = identityProviderMetadata({ release, application, origin: authentik.origin });
  const world = fakeWorld(readIdentityProviderMetadata(metadata));
  const aws = await serveAws(world);
  running.push(authentik, aws);
  return { options: { awsEndpoint: aws.origin, user: 'alice', password: 'correct horse' }, world };
}

describe.each([
  '2023.5.0',
  '2023.10.7',
  '2024.8.6',
  '2025.4.4',
  '2025.10.4',
  '2026.2.2',
  '2026.5.0',
])('the pretended authentik %s and the pretended AWS', (release) => {
  it('sign alice in, whichever element is signed', async () => {
    for (const settings of [{}, { signResponse: true }]) {
      const { options, world } = await bothSides(release, settings);
      expect(await signIn(options)).toMatchObject({ accepted: true, nameId: 'alice@example.com' });
      expect(world.records).toMatchObject([{ eventName: 'UserAuthentication' }]);
    }
  });

  it('take a sign-in that begins at authentik from 2025.8 on', async () => {
    const { options } = await bothSides(release);
    const outcome = await signIn({ ...options, identityProviderInitiated: true });
    const [year = 0, month = 0] = release.split('.').map(Number);
    if (year > 2025 || (year === 2025 && month >= 8)) {
      return expect(outcome).toMatchObject({ accepted: true });
    }
    expect(outcome).toMatchObject({
      accepted: false,
      errorMessage: expect.stringContaining('Response contains invalid name id policy format'),
    });
  });

  it('tell a wrong password from a NameID that is nobody', async () => {
    const { options } = await bothSides(release, { nameIdMapping: 'username' });
    const wrong = await signIn({ ...options, password: 'wrong password' });
    expect(wrong).toMatchObject({ accepted: false, stoppedBy: 'authentik' });
    expect(JSON.stringify(wrong)).toContain('ak-stage-password');
    expect(await signIn(options)).toMatchObject({
      stoppedBy: 'AWS',
      errorMessage: expect.stringContaining('the NameID is not an e-mail address'),
    });
  });

  it('tell that authentik keeps bob out of the application', async () => {
    const { options, world } = await bothSides(release);
    const outcome = await signIn({ ...options, user: 'bob' });
    expect(outcome).toMatchObject({ accepted: false, stoppedBy: 'authentik' });
    expect(JSON.stringify(outcome)).toMatch(/denied/i);
    expect(world.records).toEqual([]);
  });
});
