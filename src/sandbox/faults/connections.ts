import type { FaultKind, ValueRule } from './fault.js';

const seconds = (unless: string): ValueRule => ({
  name: 'SECONDS',
  unless,
  pattern: /^(?:ever|\d{1,4}(?:\.\d{1,3})?)$/,
});

const milliseconds = (value: string) => (value === 'ever' ? undefined : Number(value) * 1000);

/** A connection that does not come about, breaks, or leads to nobody. */
export const connectionFaults: readonly FaultKind[] = [
  {
    name: 'refused',
    sides: ['authentik', 'aws'],
    about: 'nothing listens: connections are refused, for so long',
    value: seconds('ever'),
    times: 1,
    down: true,
    meet: (value) => (met) => {
      met.goDown(milliseconds(value));
      return met.cut();
    },
  },
  {
    name: 'restarts',
    sides: ['authentik'],
    about: 'nothing listens for so long, then it is back with all that the worker had to do',
    value: seconds('2'),
    times: 1,
    meet: (value) => (met) => {
      met.goDown(milliseconds(value));
      return met.cut();
    },
  },
  {
    name: 'restarts-forgetful',
    sides: ['authentik'],
    about: 'the same, but what the worker had to do is lost',
    value: seconds('2'),
    times: 1,
    meet: (value) => (met) => {
      met.loseQueue();
      met.goDown(milliseconds(value));
      return met.cut();
    },
  },
  {
    name: 'drops',
    sides: ['authentik', 'aws', 'scim'],
    about: 'the connection ends without an answer, and nothing was done',
    meet: () => (met) => met.cut(),
  },
  {
    name: 'loses-answers',
    sides: ['authentik', 'aws', 'scim'],
    about: 'what was asked for is done, but the connection ends without an answer',
    meet: () => async (met, act) => {
      await act();
      return met.cut();
    },
  },
  {
    name: 'resets',
    sides: ['authentik', 'aws', 'scim'],
    about: 'what was asked for is done, but the answer breaks off in the middle of its body',
    meet: () => async (met, act) => met.reset(await act()),
  },
  {
    name: 'slow',
    sides: ['authentik', 'aws', 'scim'],
    about: 'acts and answers after so long only',
    value: seconds('60'),
    meet: (value) => async (met, act) => {
      await met.linger(milliseconds(value) ?? 86_400_000);
      return act();
    },
  },
  {
    name: 'unknown-host',
    sides: ['authentik', 'aws'],
    about: 'its address is a name that nobody knows',
    detour: 'an unknown host',
  },
  {
    name: 'untrusted',
    sides: ['authentik', 'aws'],
    about: 'its address is https with a certificate of an unknown authority',
    detour: 'an untrusted certificate',
  },
];
