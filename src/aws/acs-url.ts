import { isRegionName, REGION_PATTERN } from './partitions.js';
import { otherUrl, readPastedUrl, wrongUrl } from './pasted-url.js';

/**
 * The families of hosts under which AWS takes SAML responses (user guide,
 * multi-region-workforce-access). `gov` follows AWS's GovCloud documentation; `china` is a guess by
 * analogy that nobody has confirmed.
 */
export type AcsFamily = 'classic' | 'ipv4' | 'dual-stack' | 'gov' | 'china';

/** An ACS URL of IAM Identity Center and what it is made of. */
export interface AcsUrl {
  /** Without a closing slash: AWS and authentik both compare it to the letter. */
  readonly url: string;
  readonly region: string;
  readonly family: AcsFamily;
  /** Opaque; neither the identity store ID nor the SCIM tenant, and not always a UUID. */
  readonly tenant: string;
}

const REGION = `(${REGION_PATTERN})`;

const HOSTS: readonly [pattern: RegExp, family: AcsFamily][] = [
  [new RegExp(`^${REGION}\\.signin\\.aws\\.amazon\\.com$`), 'classic'],
  [new RegExp(`^${REGION}\\.signin\\.aws$`), 'ipv4'],
  [new RegExp(`^${REGION}\\.sso\\.signin\\.aws$`), 'dual-stack'],
  [/^(us-gov-(?:east|west)-1)\.(?:sso\.)?signin(?:-fips)?\.amazonaws-us-gov\.com$/, 'gov'],
  [/^(cn-[a-z]+-\d)\.(?:sso\.)?signin\.amazonaws\.cn$/, 'china'],
];

const PATH = /^\/platform\/saml\/acs\/([A-Za-z0-9-]+)\/?$/;

/**
 * Reads one ACS URL.
 *
 * @throws ExpectedError for every other address, naming what it is where that shows.
 */
export function readAcsUrl(text: string): AcsUrl {
  const url = readPastedUrl(text, 'acs');
  const tenant = PATH.exec(url.pathname)?.[1];
  if (tenant === undefined) {
    if (/^\/platform\/saml\/acs\/?$/.test(url.pathname)) {
      throw wrongUrl('acs', 'Its end is missing: the tenant after /acs/.');
    }
    throw otherUrl(url, 'acs');
  }
  if (url.search !== '' || url.hash !== '') {
    throw wrongUrl('acs', 'It goes on after the tenant with "?" or "#".');
  }
  return {
    ...readHost(url.hostname),
    tenant,
    url: `https://${url.hostname}/platform/saml/acs/${tenant}`,
  };
}

/** Reads what "Copy all URLs" in the console gives: ACS URLs with white space or commas between. */
export function readAcsUrls(text: string): readonly AcsUrl[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  return words.length === 0 ? [readAcsUrl(text)] : words.map(readAcsUrl);
}

function readHost(host: string): { region: string; family: AcsFamily } {
  for (const [pattern, family] of HOSTS) {
    const region = pattern.exec(host)?.[1];
    if (region !== undefined) return { region, family };
  }
  const [region] = host.split('.');
  const hint = isRegionName(region ?? '') ? 'does not belong to AWS sign-in' : 'names no Region';
  throw wrongUrl('acs', `Its host ${host} ${hint}.`);
}
