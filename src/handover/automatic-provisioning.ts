import type { Handover } from './task.js';

const BRING_TOKEN =
  '--scim-token-file FILE or AUTHENTIK_AWS_SCIM_TOKEN: the access token; never a value of a flag';

/**
 * Guide lines S1 and S2, first part. Labels as in the AWS IAM Identity Center user guide, pages
 * how-to-with-scim, generate-token and gs-gwp.
 */
export function scimEndpointHandover(
  settingsLink: string,
  read: (text: string) => string,
): Handover<string> {
  return {
    step: 'automatic-provisioning',
    what: 'automatic provisioning to be enabled in IAM Identity Center',
    link: settingsLink,
    instructions: [
      'Open the link: IAM Identity Center → Settings.',
      'In the information box "Automatic provisioning" choose "Enable". It is on at once.',
      'The dialog "Inbound automatic provisioning" shows the "SCIM endpoint" and, behind "Show token", the "Access token". Keep it open: the token is shown this once.',
      'Without that box it is on already: Actions → "Manage provisioning" shows the "SCIM endpoint", and "Generate token" makes a token, since no earlier one is shown again.',
    ],
    files: [],
    bring: ['--scim-endpoint URL or AUTHENTIK_AWS_SCIM_ENDPOINT', BRING_TOKEN],
    ask: {
      input: 'scim-endpoint',
      question: 'SCIM endpoint',
      where: 'It stands in the dialog "Inbound automatic provisioning".',
      read,
    },
  };
}

/**
 * Guide line S2, second part: the token, or a further one where the first was lost. The dialog
 * that shows the first stands open already, so there is no page to open.
 */
export function scimTokenHandover<T>(
  settingsLink: string,
  isFirst: boolean,
  read: (text: string) => Promise<T>,
): Handover<T> {
  return {
    step: 'automatic-provisioning',
    what: 'an access token for provisioning',
    ...(isFirst ? {} : { link: settingsLink }),
    instructions: isFirst
      ? [
          'In the same dialog choose "Show token" and copy the "Access token". Under "Manage provisioning" choose "Generate token" before.',
        ]
      : [
          'Open the link: Settings, tab "Identity source", Actions → "Manage provisioning".',
          'Under "Access tokens" choose "Generate token" and copy it: AWS shows it this once, and keeps two at most. Delete one that nobody uses if there are two already.',
        ],
    files: [],
    bring: [BRING_TOKEN],
    ask: {
      input: 'scim-token-file',
      question: 'Access token',
      where: 'It is tried against the endpoint at once and goes to authentik alone.',
      secret: true,
      read,
    },
  };
}
