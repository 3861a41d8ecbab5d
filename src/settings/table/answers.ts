import type { CommandName } from '../input.js';
import { onSwitch, optional, secret } from '../row.js';
import { addressFrom } from '../values/address.js';
import { parseInstanceName } from '../values/aws-names.js';
import { parseFingerprint } from '../values/fingerprint.js';
import { parsePath } from '../values/path.js';
import { parseToken } from '../values/token.js';

const group = 'Answers from the AWS console';
const commands: readonly CommandName[] = ['setup', 'plan', 'status'];
const wizard =
  'IAM Identity Center → Settings → Identity source → Actions → Change identity source → External identity provider';

const provisioning =
  'IAM Identity Center → Settings → Automatic provisioning → Enable, or later Actions → Manage provisioning';

/** Where the console shows each address. */
const places = {
  acsUrl: `${wizard}, field IAM Identity Center Assertion Consumer Service (ACS) URL.`,
  spIssuer: `${wizard}, field IAM Identity Center issuer URL.`,
  portalUrl:
    'IAM Identity Center → Settings → Identity source → Actions → Manage authentication, AWS access portal sign-in URL.',
  scimEndpoint: `${provisioning}, field SCIM endpoint.`,
};

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
      where: places.acsUrl,
      question: 'IAM Identity Center Assertion Consumer Service (ACS) URL',
      example:
        'https://eu-central-1.sso.signin.aws/platform/saml/acs/1111111111111111-aaee-ffff-dddd-11111111111',
    },
    addressFrom(places.acsUrl),
  ),
  spIssuer: optional(
    {
      key: 'spIssuer',
      flag: '--sp-issuer <url>',
      group,
      commands,
      about: 'issuer URL of IAM Identity Center, where it is not the derived one',
      where: places.spIssuer,
      question: 'IAM Identity Center issuer URL',
      example: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-1234567890',
    },
    addressFrom(places.spIssuer),
  ),
  portalUrl: optional(
    {
      key: 'portalUrl',
      flag: '--portal-url <url>',
      group,
      commands: [...commands, 'grant'],
      about: 'AWS access portal sign-in URL, where it has an alias of its own',
      where: places.portalUrl,
      question: 'AWS access portal sign-in URL',
      example: 'https://d-1234567890.awsapps.com/start',
    },
    addressFrom(places.portalUrl),
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
      where: places.scimEndpoint,
      question: 'SCIM endpoint',
      example:
        'https://scim.eu-central-1.amazonaws.com/11111111111-2222-3333-4444-555555555555/scim/v2',
    },
    addressFrom(places.scimEndpoint),
  ),
  scimToken: secret(
    {
      key: 'scimToken',
      flag: '--scim-token-file <file>',
      variable: 'AUTHENTIK_AWS_SCIM_TOKEN',
      group,
      commands: [...commands, 'doctor', 'rotate scim-token'],
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
    commands: [...commands, 'rotate scim-token'],
    about: 'take a SCIM endpoint whose host is not known to be one of AWS',
  }),
  certificateImported: optional(
    {
      key: 'certificateImported',
      flag: '--certificate-imported <fingerprint>',
      group,
      commands: ['rotate certificate'],
      about: 'next signing certificate that AWS has by now, by its fingerprint (SHA-256)',
      where:
        'authentik-aws rotate certificate prints it; AWS has it once it is listed under Actions → Manage authentication → Manage SAML 2.0 certificates.',
      question: 'Fingerprint of the certificate that was imported',
      example: '3F:A1:09:7C',
    },
    parseFingerprint,
  ),
  oldTokenDeleted: onSwitch({
    key: 'oldTokenDeleted',
    flag: '--old-token-deleted',
    group,
    commands: ['rotate scim-token'],
    about: 'the access token that was replaced is deleted in AWS',
  }),
};
