import type { FaultCase } from '../under-fault.js';

const impatient = ['--timeout', '3s'];
const notAws = 'is not AWS';
const unconfirmed = 'CloudTrail could not be read, so nothing is confirmed by it';
const shapes = ['list', 'number', 'missing', 'null', 'empty', 'nothing'];

const answers: readonly FaultCase[] = [
  {
    fault: 'aws-throttled',
    exit: 'failed',
    says: ['because of too many requests', 'Wait a minute'],
  },
  { fault: 'aws-throttled=3600+after=8', exit: 'failed', says: ['because of too many requests'] },
  { fault: 'aws-unavailable', exit: 'failed', says: ['ServiceUnavailableException'] },
  { fault: 'aws-unavailable+after=8', exit: 'failed', says: ['ServiceUnavailableException'] },
  { fault: 'aws-bad-gateway', exit: 'failed', says: ['A page with status 502 came in its place'] },
  { fault: 'aws-server-error+after=8', exit: 'failed', says: ['A page with status 500'] },
  {
    fault: 'aws-expired',
    exit: 'notAuthorised',
    says: ['The AWS credentials of the environment have ended', 'aws sso login'],
  },
  {
    fault: 'aws-expired+after=8',
    exit: 'notAuthorised',
    says: ['The AWS credentials of the environment have ended', 'it goes on where it stopped'],
  },
  {
    fault: 'aws-expired+on=sts:',
    exit: 'notAuthorised',
    says: ['The AWS credentials of the environment have ended'],
  },
  { fault: 'aws-truncated', exit: 'failed', says: [notAws, 'an answer that was cut off'] },
  { fault: 'aws-truncated+after=8', exit: 'failed', says: [notAws] },
  { fault: 'aws-login-page', exit: 'failed', says: ['with status 200 is not AWS'] },
  { fault: 'aws-login-page+after=8', exit: 'failed', says: ['with status 200 is not AWS'] },
  { fault: 'aws-login-redirect', exit: 'failed', says: ['with status 302 is not AWS'] },
  { fault: 'aws-login-redirect+after=8', exit: 'failed', says: ['with status 302 is not AWS'] },
  ...shapes.flatMap((shape): FaultCase[] => [
    { fault: `aws-wrong-types=${shape}+on=sso:`, exit: 'failed', says: [notAws] },
    { fault: `aws-wrong-types=${shape}+on=identitystore:`, exit: 'failed', says: [notAws] },
  ]),
];

const connections: readonly FaultCase[] = [
  { fault: 'aws-refused', exit: 'failed', says: ['Nothing accepts connections there.'] },
  { fault: 'aws-refused+after=8', exit: 'failed', says: ['Nothing accepts connections there.'] },
  { fault: 'aws-drops', exit: 'failed', says: ['AWS did not answer', 'it was cut off'] },
  { fault: 'aws-drops+after=8', exit: 'failed', says: ['AWS did not answer', 'it was cut off'] },
  { fault: 'aws-loses-answers', exit: 'failed', says: ['AWS did not answer', 'it was cut off'] },
  { fault: 'aws-resets', exit: 'failed', says: ['AWS did not answer', 'it was cut off'] },
  { fault: 'aws-resets+after=8', exit: 'failed', says: ['AWS did not answer', 'it was cut off'] },
  { fault: 'aws-slow', exit: 'failed', says: ['AWS did not answer'], arguments: impatient },
  { fault: 'aws-slow+after=8', exit: 'failed', says: ['AWS did not answer'], arguments: impatient },
];

/** CloudTrail only confirms, so that trouble with it is told and nothing else. */
const trail: readonly FaultCase[] = ['throttled', 'unavailable', 'expired', 'login-page', 'drops']
  .map((name) => `aws-${name}+on=cloudtrail:`)
  .map((fault) => ({ fault, exit: 'done', says: [unconfirmed] }));

/** What AWS, or something in its place, can do to a run. */
export const awsFaults: readonly FaultCase[] = [...answers, ...connections, ...trail];

/** Those that lie in AWS's address: it is no address of a sandbox then, so a person is not played. */
export const awsAddresses: readonly FaultCase[] = [
  {
    fault: 'aws-unknown-host',
    exit: 'failed',
    says: ['The address of AWS was not found', 'the name resolution'],
  },
  {
    fault: 'aws-untrusted',
    exit: 'failed',
    says: ['The TLS connection to AWS is not trusted', 'NODE_EXTRA_CA_CERTS'],
  },
];
