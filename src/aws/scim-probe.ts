import axios, { isAxiosError } from 'axios';
import { z } from 'zod';
import type { Secret } from '../basics/secret.js';
import { explainScimAnswer, notScim, type ScimAnswer } from './explain-scim-answer.js';
import { explainScimSilence } from './explain-scim-silence.js';
import { patiently, type Silence } from './scim-patience.js';
import { usableScimToken } from './scim-token.js';

const DEFAULT_TIMEOUT_MS = 30_000;
const GLANCE_TIMEOUT_MS = 10_000;

/** More than a ServiceProviderConfig has, in bytes; AWS's own example has less than 2,000. */
const LONGEST_ANSWER = 1_000_000;

const configSchema = z.object({
  schemas: z
    .array(z.string())
    .refine((uris) => uris.includes('urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig')),
});

/**
 * Tries an endpoint with its token by reading what the service can do: the cheapest request that
 * AWS authenticates. Nothing is changed. The request goes from this machine; later it is authentik
 * that has to reach the endpoint.
 *
 * @param url Checked and without a closing slash, as `readScimEndpoint` gives it.
 * @throws ExpectedError when the token is refused, OutsideError when no SCIM service answers.
 */
export async function tryScimToken(
  url: string,
  token: Secret,
  { timeoutMs = DEFAULT_TIMEOUT_MS }: { readonly timeoutMs?: number | undefined } = {},
): Promise<void> {
  const usable = usableScimToken(token);
  const answer = await patiently(() => ask(url, usable, timeoutMs));
  if ('silence' in answer) throw explainScimSilence(url, answer.silence);
  const isGood = answer.status >= 200 && answer.status < 300;
  if (!isGood) throw explainScimAnswer(url, answer);
  if (!configSchema.safeParse(answer.json).success) throw notScim(url, answer);
}

/**
 * Whether an endpoint takes a token that is in use; undefined where no answer decides that. It is
 * asked once, since more depends on how authentik gets through than on this machine.
 */
export async function acceptsScimToken(
  url: string,
  token: Secret,
  { timeoutMs = GLANCE_TIMEOUT_MS }: { readonly timeoutMs?: number | undefined } = {},
): Promise<boolean | undefined> {
  const answer = await ask(url, token, timeoutMs);
  if ('silence' in answer) return undefined;
  if (answer.status === 401) return false;
  return configSchema.safeParse(answer.json).success ? true : undefined;
}

/** The token goes to the given origin alone: redirects are not followed. */
async function ask(url: string, token: Secret, timeoutMs: number): Promise<ScimAnswer | Silence> {
  try {
    const { status, data, headers } = await axios.get<unknown>(`${url}/ServiceProviderConfig`, {
      maxRedirects: 0,
      // Plain http is for a pretended AWS on this machine: no proxy is to read that token.
      ...(url.startsWith('http:') ? { proxy: false } : {}),
      timeout: timeoutMs,
      // The limit above leaves out the time until a connection stands.
      signal: AbortSignal.timeout(timeoutMs),
      maxContentLength: LONGEST_ANSWER,
      validateStatus: () => true,
      responseType: 'text',
      transformResponse: [parsed],
      headers: {
        Accept: 'application/scim+json, application/json',
        Authorization: `Bearer ${token.reveal()}`,
        'User-Agent': 'authentik-aws',
      },
    });
    return {
      status,
      json: data,
      location: textOf(headers.location),
      retryAfter: textOf(headers['retry-after']),
    };
  } catch (error) {
    if (!isAxiosError(error)) throw error;
    // The error of axios holds the request with the token, so only its code goes on.
    return { silence: error.code };
  }
}

function textOf(header: unknown): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** Undefined for what is no JSON, such as a page. */
function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
