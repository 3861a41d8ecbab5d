import type { FaultKind, Meet } from './fault.js';

/** Takes a right away for the time of one request, so that the half itself refuses. */
const without: (right: string) => Meet = (right) => async (met, act) => {
  const handBack = met.withhold(right);
  try {
    return await act();
  } finally {
    handBack();
  }
};

/** Credentials that do not suffice, or no longer. */
export const rightFaults: readonly FaultKind[] = [
  {
    name: 'without-right',
    sides: ['authentik'],
    about: 'nobody holds this permission, administrators included',
    value: { name: 'PERMISSION', pattern: /^[a-z_]+\.[a-z_]+$/ },
    meet: without,
  },
  {
    name: 'token-ended',
    sides: ['authentik'],
    about: '403: the token is not accepted any more',
    meet: () => (met) =>
      met.refuse({ status: 403, code: 'Forbidden', message: 'Token invalid/expired' }),
  },
  {
    name: 'denies',
    sides: ['aws'],
    about: 'no policy allows this IAM action',
    value: { name: 'ACTION', pattern: /^[a-z-]+:[A-Za-z]+$/ },
    meet: without,
  },
  {
    name: 'expired',
    sides: ['aws'],
    about: 'the session of the credentials is over',
    meet: () => (met) =>
      met.refuse({
        status: 403,
        code: 'ExpiredTokenException',
        message: 'The security token included in the request is expired',
      }),
  },
];
