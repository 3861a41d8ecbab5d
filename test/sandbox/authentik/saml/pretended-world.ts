import { generate } from 'selfsigned';
import type {
  LoginApplication,
  LoginUser,
  LoginWorld,
  SamlProviderSettings,
  SigningKeyPair,
} from '../../../../src/sandbox/authentik/saml/login-world.js';

/** A new RSA key of 2048 bits with a certificate. */
export async function newKeyPair(): Promise<SigningKeyPair> {
  const made = await generate([{ name: 'commonName', value: 'aws-signing' }], {
    keySize: 2048,
    algorithm: 'sha256',
  });
  return { certificatePem: made.cert, privateKeyPem: made.private };
}

/** The application `aws` as the recorded servers had it, but for what a test changes. */
export function awsApplication(changed: Partial<SamlProviderSettings> = {}): LoginApplication {
  return {
    name: 'AWS',
    slug: 'aws',
    provider: {
      pk: 7,
      acsUrl: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/0',
      audience: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278',
      issuer: 'https://idp.example.com/application/saml/aws/metadata/',
      binding: 'post',
      signAssertion: true,
      signResponse: false,
      nameIdMapping: 'email',
      defaultNameIdPolicy: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      attributeMappings: [],
      notBeforeMinutes: -5,
      notOnOrAfterMinutes: 5,
      sessionMinutes: 86400,
      defaultRelayState: '',
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      authorizationFlowSlug: 'default-provider-authorization-implicit-consent',
      ...changed,
    },
  };
}

/** A user inside the bindings. */
export const alice: LoginUser = {
  pk: 5,
  username: 'alice',
  name: 'Alice Example',
  email: 'alice@example.com',
  uid: 'a'.repeat(64),
  isActive: true,
  groups: ['aws-users', 'Staff & friends'],
};

/** A user outside the bindings, without an e-mail address. */
export const bob: LoginUser = { ...alice, pk: 6, username: 'bob', email: '', groups: [] };

/** A server with alice, bob and the inactive carol, all with the password `correct horse`. */
export function pretendedWorld(
  release: string,
  application: LoginApplication,
  now = new Date('2026-11-23T19:31:27Z'),
): LoginWorld {
  const users = [alice, bob, { ...alice, username: 'carol', isActive: false }];
  return {
    release,
    now: () => now,
    application: (slug) => (slug === application.slug ? application : undefined),
    user: (wanted) =>
      wanted === ''
        ? undefined
        : users.find(({ username, email }) => [username, email].includes(wanted)),
    passwordIsRight: (_user, password) => password === 'correct horse',
    mayOpen: (user) => user.groups.includes('aws-users'),
  };
}
