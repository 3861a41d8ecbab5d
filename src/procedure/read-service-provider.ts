import { type AcsUrl, readAcsUrl, readAcsUrls } from '../aws/acs-url.js';
import { chooseAcs } from '../aws/choose-acs.js';
import { checkIssuer } from '../aws/issuer.js';
import { loadFileAtMost } from '../basics/bounded-read.js';
import { ExpectedError } from '../basics/errors.js';
import { whyFile } from '../basics/file-trouble.js';
import { readServiceProviderMetadata } from '../saml/service-provider-metadata.js';
import type { Answers } from './context.js';
import type { Facts } from './facts.js';

type Instance = Facts['instance'];
type ServiceProvider = Facts['serviceProvider'];

/** Larger than any metadata; a wrong path to something huge is refused before it is read whole. */
const FILE_LIMIT = 1_000_000;

/** Why an ACS URL was chosen that came alone. */
export const NAMED = 'You named it.';

/**
 * What the flags, variables and files of this run say of AWS as the service provider, checked
 * against the instance; `undefined` when they say nothing.
 * @throws ExpectedError saying what does not fit
 */
export async function serviceProviderFrom(
  answers: Partial<Answers>,
  instance: Instance,
): Promise<ServiceProvider | undefined> {
  const { spMetadata, acsUrl, spIssuer } = answers;
  if (spIssuer !== undefined) checkIssuer(spIssuer, instance);
  const chosen = acsUrl === undefined ? undefined : fromAcsUrl(acsUrl, instance);
  if (spMetadata === undefined) return chosen;
  const fromFile = await fromMetadataFile(spMetadata, instance);
  if (!chosen) return fromFile;
  return { ...chosen, because: 'You named it, which overrules the metadata file.' };
}

/** Reads what a person typed: the path of the metadata file, or the ACS URL itself. */
export async function serviceProviderFromText(
  text: string,
  instance: Instance,
): Promise<ServiceProvider> {
  const answer = text.trim().replace(/^(['"])(.*)\1$/, '$2');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(answer)) return fromAcsUrl(answer, instance);
  return fromMetadataFile(answer, instance);
}

function fromAcsUrl(text: string, instance: Instance): ServiceProvider {
  const urls = readAcsUrls(text);
  const choice = serviceProvider(urls, instance);
  return urls.length === 1 ? { ...choice, because: NAMED } : choice;
}

async function fromMetadataFile(path: string, instance: Instance): Promise<ServiceProvider> {
  const metadata = readServiceProviderMetadata(await readBounded(path));
  checkIssuer(metadata.entityId, instance);
  const urls = metadata.assertionConsumerServices.map(({ url }) => readAcsUrl(url));
  return serviceProvider(urls, instance);
}

/** The one URL that authentik can hold, why it is this one, and what the others are for. */
function serviceProvider(urls: readonly AcsUrl[], instance: Instance): ServiceProvider {
  const { chosen, because, others } = chooseAcs(urls, instance);
  return {
    acsUrl: chosen.url,
    issuer: instance.issuer,
    because,
    others: others.map(({ url, purpose }) => ({ url: url.url, purpose })),
  };
}

async function readBounded(path: string): Promise<Uint8Array> {
  try {
    const home = process.env.HOME ?? '~';
    const content = await loadFileAtMost(path.replace(/^~(?=\/)/, home), FILE_LIMIT);
    if (content.length <= FILE_LIMIT) return content;
  } catch (error) {
    throw new ExpectedError({
      what: `The metadata file ${path} cannot be read`,
      why: whyFile(error, 'read'),
      next: 'Give the path of the file that AWS calls the metadata file, or its ACS URL.',
      exit: 'usage',
      cause: error,
    });
  }
  throw new ExpectedError({
    what: `${path} is too large to be service provider metadata`,
    why: `It has more than ${FILE_LIMIT} bytes.`,
    next: 'Give the path of the file that AWS calls the metadata file.',
    exit: 'usage',
  });
}
