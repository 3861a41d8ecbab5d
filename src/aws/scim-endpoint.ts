import { ExpectedError } from '../basics/errors.js';
import { loopbackOrigin } from './loopback.js';
import { type Partition, partitionOf, REGION_PATTERN } from './partitions.js';
import { otherUrl, readPastedUrl, withoutWrapping, wrongUrl } from './pasted-url.js';
import { readLoopbackEndpoint } from './scim-loopback.js';

/** A SCIM endpoint and what it is made of. */
export interface ScimEndpoint {
  /** Made anew of the checked parts, without a closing slash: authentik appends `/Users`. */
  readonly url: string;
  /** Opaque; neither the identity store ID nor the tenant of the ACS URL, and not always a UUID. */
  readonly tenant: string;
  /** `loopback`: a pretended AWS on this machine; `other`: taken by force. */
  readonly family: 'ipv4' | 'dual-stack' | 'loopback' | 'other';
  /** Undefined where the host is not AWS's. */
  readonly region?: string | undefined;
  readonly partition?: Partition | undefined;
}

/** What a SCIM endpoint is held against. */
export interface ScimEndpointOptions {
  /** The instance that it has to belong to; `region` is the primary one. */
  readonly instance?: { readonly region: string } | undefined;
  /** Origin of a pretended AWS on this machine, whose endpoint is taken as well. */
  readonly loopback?: string | undefined;
  /**
   * Takes every host, such as one of a partition that is not known here: `https`, or `http` on this
   * machine, still without user name and password.
   */
  readonly force?: boolean | undefined;
}

const REGION = `(?<region>${REGION_PATTERN})`;

/**
 * Hosts as in AWS's own guides (user guide, gs-gwp and gs-okta); GovCloud and China as third
 * parties test for them. No dual-stack host of China has been published.
 */
const HOSTS: readonly [pattern: RegExp, family: 'ipv4' | 'dual-stack'][] = [
  [new RegExp(`^scim\\.${REGION}\\.amazonaws\\.com$`), 'ipv4'],
  [new RegExp(`^scim\\.${REGION}\\.amazonaws\\.com\\.cn$`), 'ipv4'],
  [new RegExp(`^scim\\.${REGION}\\.api\\.aws$`), 'dual-stack'],
];

const PATH = /^\/([A-Za-z0-9-]+)\/scim\/v2\/?$/;

/**
 * Reads the "SCIM endpoint" that the console shows and holds it against the instance.
 *
 * @throws ExpectedError for every other text, naming what it is where that shows.
 */
export function readScimEndpoint(text: string, options: ScimEndpointOptions = {}): ScimEndpoint {
  const bare = withoutWrapping(text);
  const given = URL.canParse(bare) ? new URL(bare) : undefined;
  if (given !== undefined) {
    const pretended = readLoopbackEndpoint(given, loopbackOrigin(options.loopback));
    if (pretended !== undefined) return pretended;
    if (options.force === true) return readForced(given);
  }
  // The field for the token is beside this one, so what is no address is not repeated.
  if (bare !== '' && !/^[a-z]+:\/\//i.test(bare)) {
    throw wrongUrl('scim', 'It is not an address that begins with https://.');
  }
  const url = readPastedUrl(bare, 'scim');
  const tenant = tenantOf(url);
  const host = readHost(url);
  checkRegion(host.region, options.instance);
  return { url: `https://${url.hostname}/${tenant}/scim/v2`, tenant, ...host };
}

function tenantOf(url: URL): string {
  const tenant = PATH.exec(url.pathname)?.[1];
  if (tenant === undefined) throw incomplete(url) ?? otherUrl(url, 'scim');
  if (url.search !== '' || url.hash !== '') {
    throw wrongUrl('scim', 'It goes on after /scim/v2 with "?" or "#".');
  }
  return tenant;
}

/** What is wrong with the path, where the host at least looks right. */
function incomplete({ hostname, pathname }: URL): ExpectedError | undefined {
  if (!hostname.startsWith('scim.')) return undefined;
  const onlyTenant = /^\/([A-Za-z0-9-]+)(?:\/scim)?\/?$/.exec(pathname)?.[1];
  if (/^\/(?:scim\/?)?(?:v2\/?)?$/.test(pathname)) {
    return wrongUrl('scim', 'The tenant is missing: the part between the host and /scim/v2.');
  }
  if (onlyTenant !== undefined) {
    const whole = `https://${hostname}/${onlyTenant}/scim/v2`;
    return wrongUrl('scim', `Its end is missing. Perhaps ${whole}`);
  }
  if (/^\/[A-Za-z0-9-]+\/scim\/v2\/./.test(pathname)) {
    return wrongUrl('scim', 'It goes on after /scim/v2.');
  }
  return undefined;
}

function readHost({ hostname }: URL) {
  for (const [pattern, family] of HOSTS) {
    const region = pattern.exec(hostname)?.groups?.region;
    if (region === undefined) continue;
    const partition = partitionOf(region);
    if ((partition === 'aws-cn') === hostname.endsWith('.cn')) return { family, region, partition };
  }
  throw wrongUrl(
    'scim',
    `Its host ${hostname} is not AWS's: that is scim.REGION.amazonaws.com or scim.REGION.api.aws.`,
  );
}

/** SCIM works in the primary Region only (user guide, api-support-in-additional-regions). */
function checkRegion(region: string, instance: ScimEndpointOptions['instance']): void {
  if (instance === undefined || instance.region === region) return;
  throw new ExpectedError({
    what: 'The SCIM endpoint does not belong to this IAM Identity Center instance',
    why: `It is of the Region ${region}; the primary Region of the instance is ${instance.region}, and provisioning works only there.`,
    next: [
      `Copy the "SCIM endpoint" from Settings → Actions → Manage provisioning in ${instance.region}.`,
      'If this is the wrong instance: choose by --region and --instance-arn.',
    ],
    exit: 'usage',
  });
}

function readForced(url: URL): ScimEndpoint {
  if (url.username !== '' || url.password !== '') {
    throw wrongUrl('scim', 'It holds a user name or password before the host.');
  }
  if (url.protocol !== 'https:' && loopbackOrigin(url.href) === undefined) {
    throw wrongUrl('scim', `It begins with ${url.protocol}// instead of https://.`);
  }
  const path = url.pathname.replace(/\/$/, '');
  const tenant = /\/([A-Za-z0-9-]+)\/scim\/v2$/.exec(path)?.[1];
  if (tenant === undefined || url.search !== '' || url.hash !== '') {
    throw wrongUrl('scim', 'It does not end in /TENANT/scim/v2.');
  }
  return { url: url.origin + path, tenant, family: 'other' };
}
