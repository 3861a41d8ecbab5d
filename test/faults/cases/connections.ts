import type { FaultCase } from '../under-fault.js';

const done = 'It may have been done nevertheless: the same command looks first.';
const cut = 'The connection was cut';
const impatient = ['--timeout', '3s'];

/** Every request of a whole run that changes something at authentik, in their order. */
export const writes = [
  ['POST/crypto/certificatekeypairs/generate/', 'generate a certificate'],
  ['POST/providers/saml/', 'create a SAML provider'],
  ['POST/core/applications/', 'create an application'],
  ['POST/policies/bindings/', 'create a policy binding'],
  ['PATCH/core/applications/', 'change an application'],
  ['POST/propertymappings/provider/scim/', 'create a SCIM property mapping'],
  ['POST/propertymappings/all/', 'try a property mapping'],
  ['POST/providers/scim/', 'create a SCIM provider'],
  ['PATCH/core/applications/aws/+after=1', 'change an application'],
  ['PATCH/providers/scim/', 'change a SCIM provider'],
] as const;

const lostAnswers: readonly FaultCase[] = writes.flatMap(([request, asked]) => [
  {
    fault: `authentik-loses-answers+on=${request}`,
    exit: 'failed',
    says: [asked, cut, done],
  },
  {
    fault: `authentik-resets+on=${request}`,
    exit: 'failed',
    says: [asked, `${cut} in the middle of the answer`, done],
  },
]);

/** Connections to authentik that do not come about, break, or lead to somebody else. */
export const authentikConnections: readonly FaultCase[] = [
  ...lostAnswers,
  {
    fault: 'authentik-refused',
    exit: 'failed',
    says: ['Nothing listens at', 'ECONNREFUSED', 'Check that authentik runs, and the port (9000'],
  },
  {
    fault: 'authentik-refused+after=40',
    exit: 'failed',
    says: ['it stopped or restarts', 'Wait until authentik answers in a browser'],
  },
  { fault: 'authentik-drops', exit: 'failed', says: [cut, 'If that port speaks https, use'] },
  {
    fault: 'authentik-drops+after=40',
    exit: 'failed',
    says: [cut, 'look at the log of authentik'],
  },
  { fault: 'authentik-drops+on=POST/providers/saml/', exit: 'failed', says: [cut, done] },
  { fault: 'authentik-resets', exit: 'failed', says: [`${cut} in the middle of the answer`] },
  { fault: 'authentik-resets+after=40', exit: 'failed', says: [`${cut} in the middle`] },
  {
    fault: 'authentik-slow',
    exit: 'failed',
    says: ['No answer came within 3 s.', 'give it longer: --timeout 2m'],
    arguments: impatient,
  },
  {
    fault: 'authentik-slow+on=POST/core/applications/',
    exit: 'failed',
    says: ['No answer came within 3 s.', done],
    arguments: impatient,
  },
  {
    fault: 'authentik-restarts=30+on=POST/providers/scim/',
    exit: 'failed',
    says: ['did not answer', 'create a SCIM provider', done],
  },
  {
    fault: 'authentik-restarts-forgetful=30+on=GET/providers/scim/2/sync/status/+after=1',
    exit: 'failed',
    says: ['it stopped or restarts', 'Wait until authentik answers in a browser'],
  },
  {
    fault: 'authentik-unknown-host',
    exit: 'failed',
    says: ['did not answer at https://authentik.invalid', 'The name authentik.invalid'],
  },
  {
    fault: 'authentik-untrusted',
    exit: 'failed',
    says: ['The authority of its certificate is unknown', 'NODE_EXTRA_CA_CERTS='],
  },
];

/**
 * The machine's own proxy opens no tunnel to authentik, whatever it answers instead; AWS's SDK uses
 * no proxy.
 */
export const proxies: readonly FaultCase[] = [
  {
    fault: 'proxy-wants-password',
    exit: 'notAuthorised',
    says: ['The proxy of this machine refused', '(407)', 'Put them into HTTPS_PROXY'],
  },
  {
    fault: 'proxy-bad-gateway',
    exit: 'failed',
    says: ['(502)', 'the proxy in front does not reach it'],
  },
  {
    fault: 'proxy-login-page',
    exit: 'notAuthorised',
    says: ['Something in front of https://authentik.invalid refused', 'wants its own sign-in'],
  },
];
