import { randomUUID } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type { AwsError } from './errors.js';
import type { IdentifiedCall } from './identify.js';

const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** What the query protocol calls the errors that JSON services end in `Exception` (STS reference, common errors). */
const queryCodes: Readonly<Record<string, string>> = {
  UnrecognizedClientException: 'InvalidClientTokenId',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  ExpiredTokenException: 'ExpiredToken',
  ThrottlingException: 'Throttling',
  AccessDeniedException: 'AccessDenied',
  UnknownOperationException: 'InvalidAction',
};

/** Writes the output of an operation in its protocol. */
export function outputResponse(call: IdentifiedCall, output: Record<string, unknown>): Response {
  if (call.protocol === 'json') return json(200, output);
  return xml(200, {
    [`${call.operation}Response`]: {
      '@xmlns': STS_NAMESPACE,
      [`${call.operation}Result`]: output,
      ResponseMetadata: { RequestId: randomUUID() },
    },
  });
}

/** Writes a refusal in the protocol of the call. */
export function errorResponse(protocol: IdentifiedCall['protocol'], error: AwsError): Response {
  if (protocol === 'query') {
    const code = queryCodes[error.code] ?? error.code;
    return xml(error.status, {
      ErrorResponse: {
        '@xmlns': STS_NAMESPACE,
        Error: { Type: 'Sender', Code: code, Message: error.message },
        RequestId: randomUUID(),
      },
    });
  }
  return json(
    error.status,
    // Some models name the member `message`, others `Message`.
    { __type: error.code, message: error.message, Message: error.message, ...error.members },
    error.members,
  );
}

function json(
  status: number,
  body: Record<string, unknown>,
  { RetryAfterSeconds }: Readonly<Record<string, unknown>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': randomUUID(),
      ...(typeof RetryAfterSeconds === 'number' && { 'retry-after': String(RetryAfterSeconds) }),
    },
  });
}

function xml(status: number, document: Record<string, unknown>): Response {
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });
  return new Response(builder.build(document), {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': randomUUID() },
  });
}
