import { ExpectedError } from '../basics/errors.js';
import { addressesOf, type InstanceIdentifiers } from './addresses.js';
import { IDENTITY_STORE_ID, INSTANCE_ID, instanceIdOf } from './identifiers.js';
import { REGION_PATTERN } from './partitions.js';
import { otherUrl, readPastedUrl, wrongUrl } from './pasted-url.js';

/** The forms of access portal addresses; `alias` is a classic one with a chosen name. */
export type PortalForm = 'classic' | 'alias' | 'ipv4' | 'dual-stack';

/** An access portal address and what it is made of. */
export interface PortalUrl {
  /** As AWS writes it: without a closing slash. */
  readonly url: string;
  readonly form: PortalForm;
  /** Identity store ID, alias or instance ID, as the form has it. */
  readonly name: string;
  /** Where the form tells it. */
  readonly region?: string | undefined;
}

const REGION = `(?<region>${REGION_PATTERN})`;
const NAME = '(?<name>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)';
const LABEL = '(?<name>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)';

/**
 * Host and path of each form, without a closing slash. User guide, multi-region-workforce-access;
 * GovCloud and China from AWS's documentation and SDKs there, tried by nobody.
 */
const FORMS: readonly RegExp[] = [
  new RegExp(`^${LABEL}\\.awsapps\\.com/start$`),
  new RegExp(`^${NAME}\\.${REGION}\\.portal\\.amazonaws\\.com(?:\\.cn)?$`),
  new RegExp(`^${NAME}\\.portal\\.${REGION}\\.app\\.(?:aws|amazonwebservices\\.com\\.cn)$`),
  new RegExp(`^start\\.(?:${REGION}\\.)?us-gov-home\\.awsapps\\.com/directory/${LABEL}$`),
  new RegExp(`^start\\.(?:${REGION}\\.)?home\\.awsapps\\.cn/directory/${LABEL}$`),
];

/**
 * Reads the "AWS access portal sign-in URL" in every form that AWS gives it. A closing slash, and
 * what a browser shows from `#` on inside the portal, are taken off.
 *
 * @throws ExpectedError for every other address, naming what it is where that shows.
 */
export function readPortalUrl(text: string): PortalUrl {
  const url = readPastedUrl(text, 'portal');
  const place = `${url.hostname}${url.pathname}`.replace(/\/+$/, '');
  const found = firstMatch(place);
  if (found === undefined) throw refusal(url);
  if (url.search !== '') throw wrongUrl('portal', 'It goes on with "?".');
  return { url: `https://${place}`, ...found };
}

function firstMatch(place: string): Omit<PortalUrl, 'url'> | undefined {
  for (const pattern of FORMS) {
    const { name, region } = pattern.exec(place)?.groups ?? {};
    if (name !== undefined && isPlausible(place, name)) {
      return { form: formOf(place, name), name, region };
    }
  }
  return undefined;
}

/** The hosts with an instance ID in front take nothing else; the others take any alias. */
function isPlausible(place: string, name: string): boolean {
  return !place.includes('.portal.') || INSTANCE_ID.test(name);
}

function formOf(place: string, name: string): PortalForm {
  if (/\.portal\.amazonaws\./.test(place)) return 'ipv4';
  if (place.includes('.portal.')) return 'dual-stack';
  return IDENTITY_STORE_ID.test(name) ? 'classic' : 'alias';
}

function refusal(url: URL): Error {
  if (/^[a-z0-9-]+\.awsapps\.com$/.test(url.hostname) && url.pathname === '/') {
    return wrongUrl('portal', `Its end is missing: https://${url.hostname}/start`);
  }
  return otherUrl(url, 'portal');
}

/**
 * Reads an access portal address and holds it against the instance. An alias is taken as it is: no
 * API tells which one an instance has.
 *
 * @throws ExpectedError when it names another identity store or instance.
 */
export function checkPortalUrl(text: string, instance: InstanceIdentifiers): PortalUrl {
  const given = readPortalUrl(text);
  if (given.form === 'alias' || belongsTo(given, instance)) return given;
  const { classic, dualStack } = addressesOf(instance).portalUrls;
  throw new ExpectedError({
    what: `The access portal ${given.url} does not belong to this IAM Identity Center instance`,
    why: `The portal of this instance is ${classic} or ${dualStack}, or has a chosen name.`,
    next: [
      'Copy the "AWS access portal sign-in URL" from Settings → Identity source → Actions → Manage authentication of this instance.',
      'If this is the wrong instance: choose by --region and --instance-arn.',
    ],
    exit: 'usage',
  });
}

/** The Region is not compared: portals of additional Regions belong to the same instance. */
function belongsTo(given: PortalUrl, instance: InstanceIdentifiers): boolean {
  return given.form === 'classic'
    ? given.name === instance.identityStoreId
    : given.name === instanceIdOf(instance.instanceArn);
}
