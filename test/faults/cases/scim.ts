import type { FaultCase } from '../under-fault.js';

const impatient = ['--timeout', '3s'];
const silent = 'The SCIM endpoint did not answer';
const notScim = 'is not the SCIM service of AWS';
const nobody = 'None of 1 user arrived in AWS';

const tried: readonly FaultCase[] = [
  {
    fault: 'scim-unauthorised',
    exit: 'notAuthorised',
    says: ['does not accept the SCIM access token'],
  },
  {
    fault: 'scim-forbidden',
    exit: 'notAuthorised',
    says: ['does not let this machine use', '(403)'],
  },
  {
    fault: 'scim-rate-limited',
    exit: 'failed',
    says: ['too many requests (429)', 'Wait a minute'],
  },
  { fault: 'scim-rate-limited=3600', exit: 'failed', says: ['too many requests (429)'] },
  { fault: 'scim-unavailable', exit: 'failed', says: ['answered with an error (503)'] },
  { fault: 'scim-bad-gateway', exit: 'failed', says: ['answered with an error (502)'] },
  { fault: 'scim-server-error', exit: 'failed', says: ['answered with an error (500)'] },
  { fault: 'scim-drops', exit: 'failed', says: [silent, 'the connection was cut off'] },
  { fault: 'scim-loses-answers', exit: 'failed', says: [silent, 'the connection was cut off'] },
  { fault: 'scim-resets', exit: 'failed', says: [silent, 'the connection was cut off'] },
  { fault: 'scim-slow', exit: 'failed', says: [silent, 'No answer came'], arguments: impatient },
  { fault: 'scim-truncated', exit: 'failed', says: [notScim] },
  { fault: 'scim-login-page', exit: 'failed', says: [notScim] },
  {
    fault: 'scim-login-redirect',
    exit: 'failed',
    says: ['redirects to https://login.example.com'],
  },
  { fault: 'scim-wrong-types=list', exit: 'failed', says: [notScim] },
  { fault: 'scim-wrong-types=null', exit: 'failed', says: [notScim] },
];

/** The endpoint fails when the program tries it with the token. */
export const scimTried: readonly FaultCase[] = tried.map((each) => ({
  ...each,
  fault: `${each.fault}+from=tool`,
}));

const synced: readonly FaultCase[] = [
  {
    fault: 'scim-unauthorised',
    exit: 'notAuthorised',
    says: [nobody, 'AWS refused the token: generate another one'],
  },
  {
    fault: 'scim-forbidden',
    exit: 'notAuthorised',
    says: [nobody, "AWS refused authentik's address"],
  },
  { fault: 'scim-rate-limited', exit: 'failed', says: [nobody, 'Wait a minute.'] },
  { fault: 'scim-server-error', exit: 'failed', says: [nobody, 'failed: see that it works again'] },
  { fault: 'scim-drops', exit: 'failed', says: [nobody, 'has to reach the SCIM endpoint'] },
  { fault: 'scim-login-page', exit: 'failed', says: [nobody] },
];

/** The endpoint fails when authentik's worker writes to it, which another sync mends. */
export const scimSynced: readonly FaultCase[] = [
  ...synced,
  ...synced.slice(0, 2).map((each) => ({ ...each, release: '2025.4.4' })),
].map((each) => ({ ...each, fault: `${each.fault}+from=authentik` }));
