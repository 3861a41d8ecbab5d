import type { Ask, Handover } from './task.js';

/**
 * Guide lines 1–4: AWS's side of the trust. Labels as in the AWS IAM Identity Center user guide,
 * pages how-to-connect-idp and gs-gwp. The user guide says both that the file can be had before
 * the change is confirmed and only afterwards, so the address on the page does as well.
 */
export function serviceProviderMetadataHandover<T>(
  settingsLink: string,
  read: Ask<T>['read'],
): Handover<T> {
  return {
    step: 'service-provider-metadata',
    what: 'the service provider metadata of IAM Identity Center',
    link: settingsLink,
    instructions: [
      'Open the link: IAM Identity Center → Settings, tab "Identity source".',
      'Choose Actions → "Change identity source".',
      'Select "External identity provider" and choose "Next".',
      'Under "Service provider metadata" choose "Download metadata file". Where there is no such button, copy the "IAM Identity Center Assertion Consumer Service (ACS) URL" instead.',
      'Leave that page open: the step "Change the identity source" goes on there.',
    ],
    files: [],
    bring: [
      '--sp-metadata FILE or AUTHENTIK_AWS_SP_METADATA: the file that AWS let you download',
      '--acs-url URL or AUTHENTIK_AWS_ACS_URL: the ACS URL, without the file',
    ],
    ask: {
      input: 'sp-metadata',
      question: 'Path of the downloaded file, or the ACS URL',
      where: 'The file is in the downloads folder; the URL is on the same page.',
      expectFile: (name, text) =>
        name.toLowerCase().endsWith('.xml') &&
        text.includes('SPSSODescriptor') &&
        text.includes('/platform/saml/'),
      read,
    },
  };
}
