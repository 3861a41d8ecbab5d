import { checkPortalUrl } from '../aws/portal-url.js';
import { readScimEndpoint } from '../aws/scim-endpoint.js';
import { ExpectedError } from '../basics/errors.js';
import { joinedError, type Labelled } from '../basics/joined-errors.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';
import { serviceProviderFrom } from './read-service-provider.js';

type Instance = Facts['instance'];

/**
 * Refuses answers that are about another instance, although only late steps read them: what was
 * mistyped must not come to light after half of the work is written.
 * @throws ExpectedError saying which answers do not fit, all at once
 */
export async function checkAnswers(
  { answers, loopbackAws: loopback }: Pick<Context, 'answers' | 'loopbackAws'>,
  instance: Instance,
): Promise<void> {
  const { spMetadata, acsUrl, spIssuer, forceScimEndpoint: force, ...others } = answers;
  const { portalUrl, identitySourceDone, scimEndpoint } = others;
  const unfit: Labelled[] = [];
  const check = async <T>(label: string, given: T | undefined, read: (given: T) => unknown) => {
    try {
      if (given !== undefined) await read(given);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      unfit.push({ label, error });
    }
  };
  const read = (some: Partial<typeof answers>) => serviceProviderFrom(some, instance);
  await check('The service provider metadata', spMetadata, () => read({ spMetadata }));
  await check('The ACS URL', acsUrl, () => read({ acsUrl }));
  await check("AWS's issuer", spIssuer, () => read({ spIssuer }));
  await check('The access portal URL', portalUrl, (url) => checkPortalUrl(url, instance));
  await check('The identity source', identitySourceDone, (id) => checkInstance(id, instance));
  const options = { instance, force, loopback };
  await check('The SCIM endpoint', scimEndpoint, (url) => readScimEndpoint(url, options));
  if (unfit.length === 1) throw unfit[0]?.error;
  if (unfit.length > 1) throw joinedError(unfit, { things: 'answers' });
}

/**
 * Reads the word that something was done in the console: the instance, by its id or ARN.
 * @throws ExpectedError (`usage`) when it names another one
 */
export function checkInstance(
  text: string,
  { id, instanceArn }: Pick<Instance, 'id' | 'instanceArn'>,
): void {
  const answer = text.trim();
  if (answer === id || answer === instanceArn) return;
  throw new ExpectedError({
    what: `"${answer}" is not this instance`,
    why: `This run is about ${id}.`,
    next: `Give ${id} once it is done there.`,
    exit: 'usage',
  });
}
