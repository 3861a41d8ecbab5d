import { checkPortalUrl } from '../aws/portal-url.js';
import { readScimEndpoint } from '../aws/scim-endpoint.js';
import { ExpectedError } from '../basics/errors.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';

type Instance = Facts['instance'];

/**
 * Refuses answers that are about another instance, although only late steps read them: what was
 * mistyped must not come to light after half of the work is written.
 * @throws ExpectedError saying which answer does not fit
 */
export function checkAnswers(
  { answers, loopbackAws: loopback }: Pick<Context, 'answers' | 'loopbackAws'>,
  instance: Instance,
): void {
  const { portalUrl, identitySourceDone, scimEndpoint, forceScimEndpoint: force } = answers;
  if (portalUrl !== undefined) checkPortalUrl(portalUrl, instance);
  if (identitySourceDone !== undefined) checkInstance(identitySourceDone, instance);
  if (scimEndpoint !== undefined) readScimEndpoint(scimEndpoint, { instance, force, loopback });
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
