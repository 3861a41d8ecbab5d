import type { Context } from 'hono';
import { identifyScimCall } from './identify.js';
import { performScim, type ScimScope } from './perform.js';

/** Answers a request to a SCIM endpoint, `/{tenant}/scim/v2`; undefined for any other request. */
export async function answerScim(
  { req }: Context,
  scope: ScimScope,
): Promise<Response | undefined> {
  const call = identifyScimCall(req.method, req.path);
  if (call === undefined) return undefined;
  return performScim(
    {
      call,
      authorization: req.header('authorization'),
      userAgent: req.header('user-agent') ?? '',
      query: new URL(req.url).searchParams,
      text: await req.text(),
    },
    scope,
  );
}
