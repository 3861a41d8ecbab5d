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
  toGroup: texts('aws-users', 'ops team'),
  toUser: texts('alice@example.com', 'bob@example.com'),
  accounts: {
    first: { text: '111122223333, development', value: ['111122223333', 'development'] },
    second: { text: '4444-5555-6666', value: ['444455556666'] },
  },
  policies: {
    first: { text: 'ViewOnlyAccess,SecurityAudit', value: ['ViewOnlyAccess', 'SecurityAudit'] },
    second: {
      text: 'arn:aws:iam::aws:policy/job-function/Billing',
      value: ['arn:aws:iam::aws:policy/job-function/Billing'],
    },
  },
  customerPolicies: {
    first: { text: 'ReadLogs', value: ['ReadLogs'] },
    second: { text: '/team/ReadLogs', value: ['/team/ReadLogs'] },
  },
  inlinePolicy: texts('./policy.json', '/tmp/policy.json'),
  permissionSet: texts(
    'Ops',
    'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-fedcba0987654321',
  ),
  sessionDuration: {
    first: { text: '90m', value: 5_400_000 },
    second: { text: '12h', value: 43_200_000 },
  },
  acceptPermissionSetChange: turnsOn,
  allowManagementAccount: turnsOn,
  scim: turnsOn,
  acceptAdoptedChanges: turnsOn,
  acceptScimDeletions: turnsOn,
  scimEndpoint: texts('https://scim.example.com/1', 'https://scim.example.com/2'),
  forceScimEndpoint: turnsOn,
  spMetadata: texts('./metadata.xml', '/tmp/metadata.xml'),
  acsUrl: texts('https://acs.example.com/1', 'https://acs.example.com/2'),
  spIssuer: texts('https://issuer.example.com/1', 'https://issuer.example.com/2'),
  portalUrl: texts('https://d-1234567890.awsapps.com/start', 'https://alias.awsapps.com/start'),
  identitySourceReverted: texts('ssoins-1234567890abcdef', 'ssoins-fedcba0987654321'),
  provisioningDisabled: texts('ssoins-1234567890abcdef', 'ssoins-fedcba0987654321'),
  confirm: texts('aws', 'aws-prod'),
  acceptLockOut: turnsOn,
  discardChanges: turnsOn,
  acceptIdentitySource: turnsOn,
  identitySourceDone: texts(
    'ssoins-1234567890abcdef',
    'arn:aws:sso:::instance/ssoins-1234567890abcdef',
  ),
  certificateImported: texts('3F:A1:09:7C', '3fa1097c55'),
  oldTokenDeleted: turnsOn,
  waitForSignIn: {
    first: { text: '90s', value: 90_000 },
    second: { text: '1h', value: 3_600_000 },
  },
  maxRemovals: { first: { text: '0', value: 0 }, second: { text: '20', value: 20 } },
  outputDir: texts('./out', '/tmp/out'),
  out: texts('plan.json', './plans/aws.json'),
  plan: texts('plan.json', './plans/aws.json'),
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
  faults: {
    first: {
      text: 'authentik-unavailable+times=2,aws-throttled',
      value: ['authentik-unavailable+times=2', 'aws-throttled'],
    },
    second: { text: 'aws-denies=sso:ListInstances', value: ['aws-denies=sso:ListInstances'] },
  },
  authentikRelease: texts('2023.10.7', '2026.2'),
};
