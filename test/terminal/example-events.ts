import type { Waiting } from '../../src/engine/outcome.js';

/** A handover with everything a handover can have. */
export const waiting: Waiting = {
  what: 'the switch of the identity source',
  link: 'https://eu-central-1.console.aws.amazon.com/singlesignon/home?region=eu-central-1#/instances/72238b1d6b1b6a4b/settings',
  instructions: [
    'Open the link: Settings, tab "Identity source", Actions → "Change identity source".',
    'Choose "Next", read the list, type ACCEPT, and choose "Change identity source".',
  ],
  files: [{ label: 'IdP SAML metadata', path: '/home/alice/aws/authentik-metadata.xml' }],
  bring: [
    '--accept-identity-source: once you agree to it',
    '--identity-source-done ssoins-72238b1d6b1b6a4b: once it is done',
  ],
};
