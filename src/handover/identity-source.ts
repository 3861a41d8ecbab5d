import type { Note } from '../engine/change.js';
import type { HandoverFile } from '../engine/outcome.js';
import type { Ask, Handover } from './task.js';

/** What the text of the identity-source handover speaks of. */
export interface IdentitySourceTask<T> {
  readonly settingsLink: string;
  readonly instanceId: string;
  readonly files: readonly HandoverFile[];
  /** What the preflight found: to be read before consent is given. */
  readonly notes: readonly Note[];
  /** AWS trusts an identity provider already and only needs its new metadata. */
  readonly renewal: boolean;
  /** Whether the person has agreed to the switch in some other way. */
  readonly consented: boolean;
  readonly read: Ask<T>['read'];
}

const SWITCH = [
  'Open the link (or go on where you left the page): Settings, tab "Identity source", Actions → "Change identity source".',
  'Select "External identity provider" and choose "Next".',
  'Under "Identity provider metadata" choose "Choose file" under "IdP SAML metadata" and take the metadata file below. AWS reads the certificate from it; the certificate file is only for the form without metadata.',
  'Choose "Next", read the list, type ACCEPT, and choose "Change identity source".',
];

const RENEWAL = [
  'Open the link: Settings, tab "Identity source", Actions → "Manage authentication".',
  'Under "Identity provider metadata" choose "Edit IdP metadata" and take the metadata file below.',
  'Under "Manage SAML 2.0 certificates" see that the new certificate is listed; remove the old one only after a sign-in has worked.',
];

/**
 * Guide lines 13 and 14. The switch decides how everyone signs in, so it needs a consent of its
 * own. Labels as in the AWS IAM Identity Center user guide, pages how-to-connect-idp,
 * how-to-change-idp-metadata and managesamlcerts.
 */
export function identitySourceHandover<T>(task: IdentitySourceTask<T>): Handover<T> {
  const { settingsLink, instanceId, files, notes, renewal, consented, read } = task;
  const consent = { notes, type: 'switch' };
  return {
    step: 'identity-source',
    what: renewal ? 'AWS to be given the new metadata' : 'the switch of the identity source',
    link: settingsLink,
    instructions: renewal ? RENEWAL : SWITCH,
    files,
    bring: [
      ...(consented || renewal
        ? []
        : ['--accept-identity-source: once you agree that everyone signs in through authentik']),
      `--identity-source-done ${instanceId}: once it is done`,
    ],
    ...(consented || renewal ? {} : { consent }),
    ask: {
      input: 'identity-source-done',
      question: 'Type the instance id to say that it is done',
      where: `The id is ${instanceId}.`,
      read,
    },
  };
}
