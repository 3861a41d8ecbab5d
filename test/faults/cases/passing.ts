import type { FaultCase } from '../under-fault.js';

const twice: readonly string[] = [
  'authentik-rate-limited=nonsense+times=2',
  'authentik-rate-limited=1+after=40+times=1',
  'authentik-unavailable+times=2',
  'authentik-unavailable=1+after=40+times=2',
  'authentik-bad-gateway+after=40+times=2',
  'authentik-drops+times=2',
  'authentik-resets+times=2',
  'authentik-resets+after=40+times=1',
  'authentik-refused=0.5',
  'authentik-restarts=0.5+after=40',
  'authentik-restarts-forgetful=0.5+after=40',
  'aws-throttled+times=2',
  'aws-throttled=1+after=8+times=1',
  'aws-throttled=nonsense+times=2',
  'aws-unavailable+times=2',
  'aws-server-error+times=1',
  'aws-drops+after=8+times=1',
  'aws-resets+times=2',
  'scim-rate-limited=1+from=tool+times=1',
  'scim-unavailable+from=tool+times=2',
  'scim-drops+from=tool+times=1',
  'scim-server-error+from=tool+times=1',
];

/** Trouble that passes by itself: the run is not to notice. */
export const passingFaults: readonly FaultCase[] = twice.map((fault) => ({
  fault,
  exit: 'done',
  says: ['in AWS now: 1 user and 1 group of authentik'],
}));
