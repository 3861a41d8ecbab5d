import { readScimEndpoint, type ScimEndpoint } from '../../aws/scim-endpoint.js';
import { ExpectedError } from '../../basics/errors.js';
import type { SetUp } from '../context.js';

/** An address as a SCIM endpoint of AWS; `undefined` for another one, which a check of its own tells. */
export function endpointAtAws(
  url: string,
  { instance, answers, loopbackAws: loopback }: SetUp['context'],
): ScimEndpoint | undefined {
  const { primaryRegion: region } = instance;
  const force = answers.forceScimEndpoint;
  try {
    return readScimEndpoint(url, { instance: { region }, force, loopback });
  } catch (error) {
    if (error instanceof ExpectedError) return undefined;
    throw error;
  }
}
