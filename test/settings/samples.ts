import type { InputKey, Values } from '../../src/settings/inputs.js';

type Sample<V> = {
  /** Two texts of the input and what each becomes, so that precedence can be seen. */
  readonly [N in 'first' | 'second']: { readonly text: string; readonly value: V };
};

function texts(first: string, second: string): Sample<string> {
  return { first: { text: first, value: first }, second: { text: second, value: second } };
}

const turnsOn: Sample<boolean> = {
  first: { text: 'true', value: true },
  second: { text: '0', value: false },
};

const turnsOff: Sample<boolean> = {
  first: { text: 'true', value: false },
  second: { text: '0', value: true },
};

type Secret = 'authentikToken' | 'scimToken';

/** Two usable texts for every input but the secrets; the compiler asks for a new input's. */
export const samples: { readonly [K in Exclude<InputKey, Secret>]: Sample<Values[K]> } = {
  authentikUrl: texts('https://auth.example.com', 'https://sso.example.com/authentik'),
  allowPlainHttp: turnsOn,
  region: texts('eu-central-1', 'us-gov-west-1'),
  profile: texts('sso-admin', 'default'),
  instanceArn: texts(
    'arn:aws:sso:::instance/ssoins-1234567890abcdef',
    'arn:aws-us-gov:sso:::instance/ins-fedcba0987654321',
  ),
  application: texts('aws-prod', 'aws_test'),
  applicationName: texts('AWS production', 'AWS test'),
  providerName: texts('Identity Center', 'AWS'),
  certificate: texts('aws-signing', 'aws signing 2026'),
  certificateDays: {
    first: { text: '30', value: 30 },
    second: { text: ' 3650 ', value: 3650 },
  },
  groups: {
    first: { text: 'aws-users, admins,aws-users,', value: ['aws-users', 'admins'] },
    second: { text: 'ops', value: ['ops'] },
  },
  scim: turnsOn,
  acceptScimDeletions: turnsOn,
  scimEndpoint: texts('https://scim.example.com/1', 'https://scim.example.com/2'),
  forceScimEndpoint: turnsOn,
  spMetadata: texts('./metadata.xml', '/tmp/metadata.xml'),
  acsUrl: texts('https://acs.example.com/1', 'https://acs.example.com/2'),
  spIssuer: texts('https://issuer.example.com/1', 'https://issuer.example.com/2'),
  portalUrl: texts('https://d-1234567890.awsapps.com/start', 'https://alias.awsapps.com/start'),
  acceptIdentitySource: turnsOn,
  identitySourceDone: texts(
    'ssoins-1234567890abcdef',
    'arn:aws:sso:::instance/ssoins-1234567890abcdef',
  ),
  waitForSignIn: {
    first: { text: '90s', value: 90_000 },
    second: { text: '1h', value: 3_600_000 },
  },
  outputDir: texts('./out', '/tmp/out'),
  state: texts('state.json', './state/aws.json'),
  timeout: { first: { text: '5s', value: 5_000 }, second: { text: '1m', value: 60_000 } },
  yes: turnsOn,
  dryRun: turnsOn,
  ignore: {
    first: { text: 'proxy, tls,', value: ['proxy', 'tls'] },
    second: { text: 'node', value: ['node'] },
  },
  redact: turnsOn,
  input: turnsOff,
  json: turnsOn,
  quiet: turnsOn,
  verbose: turnsOn,
  color: turnsOff,
  sandbox: turnsOn,
  console: {
    first: { text: 'sandbox', value: 'sandbox' },
    second: { text: ' sandbox ', value: 'sandbox' },
  },
  authentikRelease: texts('2023.10.7', '2026.2'),
};
