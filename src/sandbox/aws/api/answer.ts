import { randomUUID } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type { AwsError } from './errors.js';
import type { IdentifiedCall } from './identify.js';
import { queryServices } from './services.js';

/** What the query protocol calls the errors that JSON services end in `Exception` (STS and IAM reference, common errors). */
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
      '@xmlns': namespaceOf(call),
      [`${call.operation}Result`]: output,
      ResponseMetadata: { RequestId: randomUUID() },
    },
  });
}

/** What decides about the form of an answer. */
type Answered = Pick<IdentifiedCall, 'protocol' | 'service'>;

function namespaceOf({ service }: Answered): string {
  return queryServices.find(({ name }) => name === service?.name)?.namespace ?? '';
}

/** Writes a refusal in the protocol of the call. */
export function errorResponse(call: Answered, error: AwsError): Response {
  if (call.protocol === 'query') {
    const code = queryCodes[error.code] ?? error.code;
    return xml(error.status, {
      ErrorResponse: {
        '@xmlns': namespaceOf(call),
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
