import type { CommandName } from '../input.js';
import { onSwitch, optional, secret } from '../row.js';
import { parseInstanceName } from '../values/aws-names.js';
import { parsePath } from '../values/path.js';
import { plainText } from '../values/texts.js';
import { parseToken } from '../values/token.js';

const group = 'Answers from the AWS console';
const commands: readonly CommandName[] = ['setup', 'plan', 'status'];
const wizard =
  'IAM Identity Center → Settings → Identity source → Actions → Change identity source → External identity provider';

const provisioning =
  'IAM Identity Center → Settings → Automatic provisioning → Enable, or later Actions → Manage provisioning';

/** What only a person can bring, since AWS has no public API for it. */
export const answerInputs = {
  spMetadata: optional(
    {
      key: 'spMetadata',
      flag: '--sp-metadata <file>',
      group,
      commands,
      about: 'service provider metadata, as downloaded from AWS',
      where: `${wizard} → Download metadata file.`,
      question: 'Path of the downloaded metadata file',
      example: './aws-metadata.xml',
    },
    parsePath,
  ),
  acsUrl: optional(
    {
      key: 'acsUrl',
      flag: '--acs-url <url>',
      group,
      commands,
      about: 'ACS URL of IAM Identity Center, instead of the metadata file',
      where: `${wizard}, field IAM Identity Center Assertion Consumer Service (ACS) URL.`,
      question: 'IAM Identity Center Assertion Consumer Service (ACS) URL',
      example:
        'https://eu-central-1.sso.signin.aws/platform/saml/acs/1111111111111111-aaee-ffff-dddd-11111111111',
    },
    plainText,
  ),
  spIssuer: optional(
    {
      key: 'spIssuer',
      flag: '--sp-issuer <url>',
      group,
      commands,
      about: 'issuer URL of IAM Identity Center, where it is not the derived one',
      where: `${wizard}, field IAM Identity Center issuer URL.`,
      question: 'IAM Identity Center issuer URL',
      example: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-1234567890',
    },
    plainText,
  ),
  portalUrl: optional(
    {
      key: 'portalUrl',
      flag: '--portal-url <url>',
      group,
      commands,
      about: 'AWS access portal sign-in URL, where it has an alias of its own',
      where: `${wizard}, field AWS access portal sign-in URL.`,
      question: 'AWS access portal sign-in URL',
      example: 'https://d-1234567890.awsapps.com/start',
    },
    plainText,
  ),
  acceptIdentitySource: onSwitch({
    key: 'acceptIdentitySource',
    flag: '--accept-identity-source',
    group,
    commands,
    about:
      'agree that everyone signs in to AWS through authentik from then on; --yes does not imply it',
  }),
  identitySourceDone: optional(
    {
      key: 'identitySourceDone',
      flag: '--identity-source-done <instance>',
      group,
      commands,
      about: 'instance whose identity source was changed in the console, by its id or ARN',
      where: 'The command aws sso-admin list-instances prints it; the id is the end of the ARN.',
      question: 'Id of the instance, to say that its identity source was changed',
      example: 'ssoins-1234567890abcdef',
    },
    parseInstanceName,
  ),
  scimEndpoint: optional(
    {
      key: 'scimEndpoint',
      flag: '--scim-endpoint <url>',
      group,
      commands,
      about: 'SCIM endpoint of IAM Identity Center',
      where: `${provisioning}, field SCIM endpoint.`,
      question: 'SCIM endpoint',
      example:
        'https://scim.eu-central-1.amazonaws.com/11111111111-2222-3333-4444-555555555555/scim/v2',
    },
    plainText,
  ),
  scimToken: secret(
    {
      key: 'scimToken',
      flag: '--scim-token-file <file>',
      variable: 'AUTHENTIK_AWS_SCIM_TOKEN',
      group,
      commands: [...commands, 'doctor'],
      about: 'access token for the SCIM endpoint; goes to authentik and is never saved here',
      where: `${provisioning}, field Access token; AWS shows it once.`,
      question: 'Access token',
    },
    parseToken('access token'),
  ),
  forceScimEndpoint: onSwitch({
    key: 'forceScimEndpoint',
    flag: '--force-scim-endpoint',
    group,
    commands,
    about: 'take a SCIM endpoint whose host is not known to be one of AWS',
  }),
};
