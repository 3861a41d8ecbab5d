import type { FaultCase } from '../under-fault.js';

const mapping = 'look up SCIM property mappings';
const slowly = 'There are too many requests for authentik';
const page = "answered with a page instead of authentik's API";
const done = 'It may have been done nevertheless: the same command looks first.';
const unread = "authentik's answer cannot be read";
const wrongForm = 'authentik answered in an unknown form when asked to';

const failing: readonly FaultCase[] = [
  { fault: 'authentik-rate-limited', exit: 'failed', says: [slowly, 'Wait a few minutes'] },
  {
    fault: 'authentik-rate-limited=3600+after=40',
    exit: 'failed',
    says: [slowly, 'asks to be left alone for 60 minutes', 'it goes on where it stopped'],
  },
  {
    fault: 'authentik-rate-limited=date+on=POST/providers/scim/',
    exit: 'failed',
    says: [slowly, 'It refused to create a SCIM provider, and asks', '60 minutes'],
  },
  {
    fault: 'authentik-unavailable',
    exit: 'failed',
    says: ["authentik's server failed when asked to", '(503)', 'Wait until authentik answers'],
  },
  {
    fault: 'authentik-unavailable=3600+after=30',
    exit: 'failed',
    says: ['(503)', 'It asks to be left alone for 60 minutes.'],
  },
  {
    fault: 'authentik-unavailable+on=POST/core/applications/',
    exit: 'failed',
    says: ['create an application (503)', done],
  },
  { fault: 'authentik-bad-gateway+after=40', exit: 'failed', says: ['(502)', 'Wait until'] },
  {
    fault: 'authentik-bad-gateway+on=POST/crypto/',
    exit: 'failed',
    says: ['generate a certificate (502)', done],
  },
  {
    fault: 'authentik-server-error',
    exit: 'failed',
    says: ['(500)', "Look at the log of authentik's server at this time, then run"],
  },
  {
    fault: 'authentik-server-error+on=POST/providers/saml/',
    exit: 'failed',
    says: ['create a SAML provider (500)', done],
  },
  {
    fault: 'authentik-token-ended',
    exit: 'notAuthorised',
    says: ['does not accept the token (403)', 'give it as AUTHENTIK_TOKEN'],
  },
  {
    fault: 'authentik-token-ended+after=40',
    exit: 'notAuthorised',
    says: ['does not accept the token (403)', 'It says "Token invalid/expired".'],
  },
  {
    fault: 'authentik-login-page',
    exit: 'failed',
    says: [page, 'The page is called "Sign in to continue"', 'Give the address at which you open'],
  },
  {
    fault: 'authentik-login-page+after=40',
    exit: 'failed',
    says: [page, 'without its own sign-in'],
  },
  {
    fault: 'authentik-login-page+on=PATCH/core/applications/',
    exit: 'failed',
    says: [page, 'change an application', done],
  },
  {
    fault: 'authentik-login-redirect',
    exit: 'failed',
    says: ['redirects to https://login.example.com/', 'The token was not sent there.'],
  },
  {
    fault: 'authentik-login-redirect+after=40',
    exit: 'failed',
    says: ['redirects to https://login.example.com/', 'then run the same command again'],
  },
  { fault: 'authentik-truncated', exit: 'failed', says: [unread, 'it was cut off on the way'] },
  { fault: 'authentik-truncated+after=40', exit: 'failed', says: [unread] },
  {
    fault: 'authentik-truncated+on=POST/policies/bindings/',
    exit: 'failed',
    says: [unread, 'create a policy binding', done],
  },
];

const shapes = ['list', 'text', 'number', 'missing', 'null', 'empty', 'nothing'];

const otherShapes: readonly FaultCase[] = shapes.flatMap((shape) => [
  { fault: `authentik-wrong-types=${shape}`, exit: 'failed', says: [wrongForm] },
  {
    fault: `authentik-wrong-types=${shape}+on=GET/propertymappings/provider/scim/+after=1`,
    exit: 'failed',
    says: [`${wrongForm} ${mapping}`],
  },
  {
    fault: `authentik-wrong-types=${shape}+on=POST/providers/saml/`,
    exit: 'failed',
    says: [`${wrongForm} create a SAML provider`],
  },
]);

/** What authentik, or something in its place, can answer instead of what it should. */
export const authentikAnswers: readonly FaultCase[] = [...failing, ...otherShapes];
