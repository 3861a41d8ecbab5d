import { z } from 'zod';
import { ExpectedError, OutsideError } from '../basics/errors.js';
import { redact } from '../basics/secret.js';

/** What a SCIM endpoint answered. */
export interface ScimAnswer {
  readonly status: number;
  /** Undefined when the body is no JSON. */
  readonly json: unknown;
  /** Where a redirect points to. */
  readonly location: string | undefined;
  /** What `Retry-After` says. */
  readonly retryAfter?: string | undefined;
}

/** Says what an answer that is not the expected one means, and what to do about it. */
export function explainScimAnswer(url: string, answer: ScimAnswer): ExpectedError {
  const { status } = answer;
  if (status === 401) return refusedToken();
  if (status === 403) return refusedAddress(answer);
  if (status === 407) return refusedByProxy();
  if (status === 429) return tooMany();
  if (status >= 300 && status < 400) return redirected(url, answer);
  if (status < 500 && (status === 404 || answer.json === undefined)) return notScim(url, answer);
  return new OutsideError({
    what: `The SCIM endpoint answered with an error (${status})`,
    why: said(answer),
    next: 'Try again: the same command goes on here. If it stays, look at https://health.aws.amazon.com/health/status',
  });
}

/** SCIM developer guide, error codes: the same answer for a tenant that does not exist. */
function refusedToken(): ExpectedError {
  return new ExpectedError({
    what: 'AWS does not accept the SCIM access token (401)',
    why: 'The token is wrong, has ended or was deleted, or the endpoint is of another tenant: AWS answers the same to all of these.',
    next: [
      'Copy both anew, the SCIM endpoint and the access token, from the same dialog: the same command goes on here.',
      'If the token is no longer shown: Settings → Actions → Manage provisioning → Generate token. AWS keeps two; delete one that is not in use if there are two already.',
    ],
    exit: 'notAuthorised',
  });
}

/**
 * An identity store can limit the addresses that SCIM requests may come from (AWS SDK,
 * UpdateIdentityStore, ScimAllowSourceIps). The answer's form under such a limit was never seen.
 */
function refusedAddress(answer: ScimAnswer): ExpectedError {
  return new ExpectedError({
    what: 'AWS does not let this machine use the SCIM endpoint (403)',
    why: `${said(answer)} The identity store may be limited to certain IP addresses (ScimAllowSourceIps) or to VPC endpoints.`,
    next: [
      "Allow authentik's outgoing address, and this machine's for the check, in the network settings of the identity store,",
      'or run this command where authentik runs. If nothing is limited, generate another token. The same command goes on here.',
    ],
    exit: 'notAuthorised',
  });
}

function refusedByProxy(): OutsideError {
  return new OutsideError({
    what: 'The proxy of this machine refused the request to the SCIM endpoint (407)',
    why: 'It asks for a user name and a password.',
    next: 'Put them into HTTPS_PROXY (http://NAME:PASSWORD@PROXY:PORT), or name the host in NO_PROXY. Then try again: the same command goes on here.',
  });
}

function tooMany(): OutsideError {
  return new OutsideError({
    what: 'AWS refused the request to the SCIM endpoint because of too many requests (429)',
    why: 'The limit is shared by everything that provisions into this identity store.',
    next: 'Wait a minute, then try again: the same command goes on here.',
  });
}

function redirected(url: string, { status, location }: ScimAnswer): OutsideError {
  const target = location !== undefined && URL.canParse(location, url) && new URL(location, url);
  return new OutsideError({
    what: `The SCIM endpoint redirects to ${target ? target.origin : 'nowhere'} (${status})`,
    why: 'AWS never does that, so something else answers: a proxy or portal. The token was not sent there.',
    next: 'Allow direct requests to the host of the endpoint, then try again: the same command goes on here.',
  });
}

/** What answers is a page, or JSON of another kind. */
export function notScim(url: string, { status }: ScimAnswer): OutsideError {
  return new OutsideError({
    what: `What answered at ${new URL(url).host} is not the SCIM service of AWS (${status})`,
    why: "The answer is not in SCIM's form: a proxy's or portal's page, or a wrong address.",
    next: 'Compare the address with the "SCIM endpoint" under Settings → Actions → Manage provisioning, then try again: the same command goes on here.',
  });
}

const errorSchema = z.object({ detail: z.string() });

/** AWS's own words, which may hold what was sent. */
function said({ json }: ScimAnswer): string {
  const detail = errorSchema.safeParse(json).data?.detail;
  return detail ? `It says: ${redact(detail).slice(0, 400)}` : 'It gives no reason.';
}
