/** What an address of IAM Identity Center is for. */
export type UrlKind = 'acs' | 'issuer' | 'portal' | 'scim' | 'console' | 'cli-start';

/** The name of each kind as AWS's console labels it, with its article. */
export const urlKindNames: Record<UrlKind, string> = {
  acs: 'an IAM Identity Center Assertion Consumer Service (ACS) URL',
  issuer: 'an IAM Identity Center issuer URL',
  portal: 'an AWS access portal sign-in URL',
  scim: 'a SCIM endpoint',
  console: 'an address of the AWS console',
  'cli-start': 'a start URL of the AWS CLI',
};

const HOST_ENDS: readonly [end: string, kind: UrlKind][] = [
  ['.awsapps.com', 'portal'],
  ['.awsapps.cn', 'portal'],
  ['.app.aws', 'portal'],
  ['.app.amazonwebservices.com.cn', 'portal'],
  ['.console.aws.amazon.com', 'console'],
  ['.console.amazonaws-us-gov.com', 'console'],
  ['.console.amazonaws.cn', 'console'],
];

/**
 * What an address looks like it is for, so that a message can name what was pasted by mistake. A
 * guess for messages: it proves nothing about who owns the host.
 */
export function likelyKind(url: URL): UrlKind | undefined {
  if (/^\/+platform\/saml\/acs(?:\/|$)/i.test(url.pathname)) return 'acs';
  if (/^\/+platform\/saml\//i.test(url.pathname)) return 'issuer';
  if (url.hostname.startsWith('scim.') || /\/scim\/v2\/?$/.test(url.pathname)) return 'scim';
  if (/(?:^|\.)portal\.amazonaws\.[a-z.]+$/.test(url.hostname)) return 'portal';
  if (url.hostname.startsWith('identitycenter.')) return 'cli-start';
  if (url.hostname === 'console.aws.amazon.com') return 'console';
  return HOST_ENDS.find(([end]) => url.hostname.endsWith(end))?.[1];
}
