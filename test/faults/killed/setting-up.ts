import { unattended } from '../../commands/stage.js';
import type { Journey } from './journey.js';

const consoleAt = (method: string, path: string) => `${method} /console/settings${path}`;

/** SAML and SCIM from nothing, with the sandbox's person at the console. */
export const settingUp: Journey = {
  name: 'setting up SAML and SCIM',
  prepare: async () => undefined,
  argv: [...unattended, '--scim', '--group', 'aws-users'],
  questions: [
    {
      told: 'serviceProvider',
      asked: ({ what }) => what === consoleAt('GET', '/identity-source/metadata.xml'),
    },
    {
      told: 'identitySource',
      asked: ({ what }) => what.startsWith(consoleAt('POST', '/identity-source/review/')),
    },
    {
      told: 'accessPortal',
      asked: ({ what }) => what === consoleAt('GET', '/authentication'),
    },
    {
      told: 'provisioning',
      asked: ({ what }) => what === consoleAt('POST', '/provisioning/enable'),
    },
  ],
  // AWS shows a token once. One that authentik did not get before the kill can only be replaced.
  expected: (undisturbed, { lostTokens }) => ({
    ...undisturbed,
    accessTokens: undisturbed.accessTokens + lostTokens,
  }),
};
