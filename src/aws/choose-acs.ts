import { ExpectedError } from '../basics/errors.js';
import { day } from '../basics/words.js';
import type { AcsFamily, AcsUrl } from './acs-url.js';
import type { PortalUrls } from './addresses.js';

/** What decides between the ACS URLs of an instance. */
export interface AcsChoiceInstance {
  /** The primary Region. */
  readonly region: string;
  readonly createdDate?: Date | undefined;
}

/** One ACS URL chosen for an identity provider that holds a single one. */
export interface AcsChoice {
  readonly chosen: AcsUrl;
  /** Why this one, in one or two sentences for a person. */
  readonly because: string;
  /** The form of access portal address whose sign-in is expected to use the chosen URL. */
  readonly portal: keyof PortalUrls;
  /** The others, each with what it is for: sign-ins that name them will fail. */
  readonly others: readonly { readonly url: AcsUrl; readonly purpose: string }[];
}

/** IAM Identity Center does not use the classic host for instances enabled from then on. */
const CLASSIC_UNTIL = new Date('2026-02-01T00:00:00Z');

/** In the order of preference where the classic host is not called for. */
const PREFERENCE: readonly AcsFamily[] = ['ipv4', 'gov', 'china', 'dual-stack', 'classic'];

/**
 * Chooses the ACS URL for authentik, which holds exactly one per provider and compares it to the
 * letter. By the user guide (multi-region-workforce-access): instances enabled before February 2026
 * need the classic host for sign-in to the primary Region, later ones never use it. Between IPv4 and
 * dual-stack AWS's console proposes IPv4 ("Default IPv4"). Which of them a portal or the AWS CLI
 * names in its request was seen in field reports only.
 *
 * @throws ExpectedError when none is of the instance's primary Region.
 */
export function chooseAcs(urls: readonly AcsUrl[], instance: AcsChoiceInstance): AcsChoice {
  const distinct = urls.filter(
    (url, index) => urls.findIndex((other) => other.url === url.url) === index,
  );
  const local = distinct.filter((url) => url.region === instance.region);
  if (local.length === 0) throw otherRegions(distinct, instance.region);
  const chosen = preferred(local, instance.createdDate);
  return {
    chosen,
    because: reason(chosen, instance.createdDate),
    portal: portalOf[chosen.family],
    others: distinct
      .filter((url) => url !== chosen)
      .map((url) => ({ url, purpose: purposeOf(url, instance) })),
  };
}

/**
 * Whether an instance signs in to its primary Region by ACS URLs of this family, as far as that is
 * documented: unknown dates and other partitions count as fitting.
 */
export function suitsInstance({ family }: AcsUrl, created: Date | undefined): boolean {
  if (created === undefined || family === 'gov' || family === 'china') return true;
  return enabledLater(created) ? family !== 'classic' : family === 'classic';
}

function preferred(local: readonly AcsUrl[], created: Date | undefined): AcsUrl {
  const order: readonly AcsFamily[] = enabledLater(created)
    ? PREFERENCE
    : ['classic', ...PREFERENCE];
  const ranked = [...local].sort((a, b) => order.indexOf(a.family) - order.indexOf(b.family));
  const [first] = ranked;
  if (first === undefined) throw new Error('chooseAcs: called without an ACS URL');
  return first;
}

function enabledLater(created: Date | undefined): boolean {
  return created !== undefined && created >= CLASSIC_UNTIL;
}

function reason(chosen: AcsUrl, created: Date | undefined): string {
  if (chosen.family === 'gov' || chosen.family === 'china') {
    return 'It is of the primary Region. Which host AWS names in this partition is not documented.';
  }
  if (chosen.family === 'classic') return reasonForClassic(created);
  const named = chosen.family === 'ipv4' ? 'the IPv4' : 'the dual-stack';
  if (created === undefined) {
    return `When the instance was enabled is not known; of the URLs given, ${named} one of the primary Region is the likeliest. An instance enabled before February 2026 needs the one that ends in signin.aws.amazon.com instead.`;
  }
  if (enabledLater(created)) {
    return `The instance was enabled on ${day(created)}, and from February 2026 on AWS uses the newer hosts; this is ${named} one of the primary Region.`;
  }
  return `The instance was enabled on ${day(created)}; for those before February 2026 AWS requires the URL whose host ends in signin.aws.amazon.com, but it was not given. This is ${named} one. If sign-in fails, look under "View ACS URLs" in Settings.`;
}

function reasonForClassic(created: Date | undefined): string {
  if (created === undefined) {
    return 'When the instance was enabled is not known. AWS lists this URL for instances enabled before February 2026, and those require it.';
  }
  if (enabledLater(created)) {
    return `It is the only one given of the primary Region. AWS does not use it for instances enabled since February 2026 (this one: ${day(created)}), so sign-in may fail: look under "View ACS URLs" in Settings.`;
  }
  return `The instance was enabled on ${day(created)}; for those before February 2026 sign-in to the primary Region requires this URL.`;
}

/** In GovCloud and China which portal goes with which host is not known: the oldest form it is. */
const portalOf: Record<AcsFamily, keyof PortalUrls> = {
  classic: 'classic',
  ipv4: 'ipv4',
  'dual-stack': 'dualStack',
  gov: 'classic',
  china: 'classic',
};

function purposeOf(url: AcsUrl, instance: AcsChoiceInstance): string {
  if (url.region !== instance.region) return `sign-in to the additional Region ${url.region}`;
  const purposes: Record<AcsFamily, string> = {
    classic: enabledLater(instance.createdDate)
      ? 'instances enabled before February 2026; not used for this one'
      : 'access portal and AWS CLI of instances enabled before February 2026',
    ipv4: 'sign-in through addresses for IPv4 only, such as that of the AWS CLI',
    'dual-stack': 'sign-in through the dual-stack access portal (IPv4 and IPv6)',
    gov: 'sign-in through another host of AWS GovCloud (US)',
    china: 'sign-in through another host of AWS in China',
  };
  return purposes[url.family];
}

function otherRegions(urls: readonly AcsUrl[], region: string): ExpectedError {
  const regions = [...new Set(urls.map((url) => url.region))].join(', ');
  return new ExpectedError({
    what: `None of the ACS URLs is of ${region}, the primary Region of the instance`,
    why: regions === '' ? 'No ACS URL was given.' : `They are of ${regions}.`,
    next: [
      'Download the service provider metadata from this instance.',
      'If this is the wrong instance: choose by --region and --instance-arn.',
    ],
    exit: 'usage',
  });
}
