import { describe, expect, test } from 'vitest';
import type { AwsCall } from '../../src/aws/connection.js';
import { AwsError, toAwsError } from '../../src/aws/errors.js';
import { ExpectedError } from '../../src/basics/errors.js';

const call: AwsCall = {
  service: 'sso',
  operation: 'ListInstances',
  region: 'eu-central-1',
  profile: 'admin',
  endpoint: undefined,
  proxySet: false,
};

const noProfile = { ...call, profile: undefined };

/** An error as the SDK throws it. */
function sdkError(name: string, message = '', more: object = {}): Error {
  return Object.assign(new Error(message), { name, $metadata: { attempts: 3 } }, more);
}

function network(code: string, more: object = {}): Error {
  return sdkError('Error', `connect ${code}`, { code, ...more });
}

const scp =
  'User: arn:aws:sts::111122223333:assumed-role/x/alice is not authorized to perform: sso:ListInstances with an explicit deny in a service control policy';

const ssoEnded =
  "The SSO session token associated with profile=admin was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.";

const none = 'Could not load credentials from any providers';

describe('says what happened and what to do:', () => {
  test.each<[error: Error, call: AwsCall, what: RegExp, next: RegExp]>([
    [
      sdkError('AccessDeniedException', 'not authorized'),
      call,
      /not allowed to call sso:ListInstances/,
      /Allow sso:ListInstances/,
    ],
    [
      sdkError('AccessDenied'),
      { ...call, service: 'cloudtrail', operation: 'LookupEvents' },
      /cloudtrail:LookupEvents/,
      /--profile/,
    ],
    [sdkError('AccessDeniedException', scp), call, /not allowed/, /service control policies/],
    [
      sdkError('AccessDeniedException', 'x', { Reason: 'KMS_ACCESS_DENIED' }),
      call,
      /encryption key/,
      /kms:Decrypt/,
    ],
    [sdkError('OptInRequired'), call, /not open to this account/, /Enable the Region/],
    [
      sdkError('ExpiredTokenException'),
      call,
      /profile "admin" have ended/,
      /aws sso login --profile admin/,
    ],
    [
      sdkError('ExpiredToken'),
      noProfile,
      /the environment have ended/,
      /aws sso login\n.*AWS_SESSION_TOKEN/,
    ],
    [
      sdkError('CredentialsProviderError', ssoEnded),
      call,
      /have ended/,
      /aws sso login --profile admin/,
    ],
    [
      sdkError('CredentialsProviderError', none),
      call,
      /No AWS credentials were found/,
      /aws sso login --profile admin/,
    ],
    [
      sdkError('CredentialsProviderError', none),
      noProfile,
      /No AWS credentials were found/,
      /AWS_ACCESS_KEY_ID/,
    ],
    [
      sdkError('UnrecognizedClientException'),
      call,
      /does not know the credentials/,
      /aws sts get-caller-identity --profile admin/,
    ],
    [
      sdkError('InvalidClientTokenId'),
      noProfile,
      /does not know the credentials of the environment/,
      /aws sts get-caller-identity$/m,
    ],
    [
      sdkError('SignatureDoesNotMatch', 'The request signature'),
      call,
      /did not accept the signature/,
      /both from the same place/,
    ],
    [
      sdkError('InvalidSignatureException', 'Signature expired: 2026 is now earlier'),
      call,
      /because of its time/,
      /Set the clock/,
    ],
    [sdkError('RequestTimeTooSkewed'), call, /because of its time/, /NTP/],
    [sdkError('RequestExpired'), call, /because of its time/, /Set the clock/],
    [sdkError('ThrottlingException'), call, /too many requests/, /Wait a minute/],
    [
      sdkError('Unknown', '', { $metadata: { httpStatusCode: 429 } }),
      call,
      /too many requests/,
      /Wait/,
    ],
    [
      network('ENOTFOUND', { hostname: 'sso.eu-foo-9.amazonaws.com' }),
      call,
      /not found: sso.eu-foo-9/,
      /Check the Region/,
    ],
    [
      network('ECONNREFUSED'),
      { ...call, endpoint: 'http://127.0.0.1:4566' },
      /http:\/\/127.0.0.1:4566/,
      /Unset AWS_ENDPOINT_URL/,
    ],
    [network('ECONNRESET'), { ...call, proxySet: true }, /did not answer/, /HTTPS_PROXY is set/],
    [sdkError('TimeoutError', 'exceeded'), call, /did not answer/, /firewall/],
    [
      network('SELF_SIGNED_CERT_IN_CHAIN'),
      call,
      /TLS connection .* not trusted/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [network('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), call, /not trusted/, /NODE_EXTRA_CA_CERTS/],
    [
      sdkError('SyntaxError', 'Unexpected token <', { $metadata: { httpStatusCode: 502 } }),
      call,
      /did not answer/,
      /again/,
    ],
    [
      sdkError('SyntaxError', 'Unexpected token <', { $metadata: { httpStatusCode: 200 } }),
      call,
      /with status 200 is not AWS/,
      /again/,
    ],
    [
      sdkError('Error', '@aws-sdk XML parse error: mismatched tags.', {
        $metadata: { httpStatusCode: 200 },
      }),
      call,
      /with status 200 is not AWS/,
      /again/,
    ],
    [
      sdkError('Unknown', 'UnknownError', { $metadata: { httpStatusCode: 302 } }),
      call,
      /with status 302 is not AWS/,
      /again/,
    ],
    [sdkError('InternalServerException', 'oops'), call, /with an error/, /again/],
  ])('%s', (error, given, what, next) => {
    const explained = toAwsError(error, given);
    expect(explained).toBeInstanceOf(AwsError);
    expect(explained.message).toMatch(what);
    expect(explained.next.join('\n')).toMatch(next);
    expect(explained.why).toBeTruthy();
  });
});

test.each([
  ['AccessDeniedException', 'notAuthorised'],
  ['ExpiredTokenException', 'notAuthorised'],
  ['UnrecognizedClientException', 'notAuthorised'],
  ['ThrottlingException', 'failed'],
  ['InternalServerException', 'failed'],
])('%s ends the process as %s', (name, exit) => {
  expect(toAwsError(sdkError(name), call).exit).toBe(exit);
});

test('missing credentials are an input that is missing', () => {
  expect(toAwsError(sdkError('CredentialsProviderError', none), call).exit).toBe('usage');
});

test('what support asks for is kept', () => {
  const error = sdkError('InternalServerException', 'oops', {
    $metadata: { httpStatusCode: 500, requestId: 'r-1' },
  });
  const explained = toAwsError(error, call);
  expect(explained).toMatchObject({
    service: 'sso',
    operation: 'ListInstances',
    code: 'InternalServerException',
    httpStatus: 500,
    requestId: 'r-1',
  });
  expect(explained.why).toContain('r-1');
});

test('the quoted request of a signature error, with its session token, is not passed on', () => {
  const error = sdkError(
    'UnheardOfSignatureTrouble',
    'The request signature differs\n\nThe Canonical String was\nx-amz-security-token:canary-token',
    { $response: { headers: { 'x-amz-security-token': 'canary-token' } } },
  );
  const { message, why, next, cause, ...fields } = toAwsError(error, call);
  expect(JSON.stringify([message, why, next, fields, cause ?? ''])).not.toContain('canary');
});

test('an error that is explained already stays as it is', () => {
  const error = new ExpectedError({ what: 'x' });
  expect(toAwsError(error, call)).toBe(error);
});

test.each([undefined, null, 'text', 7, {}])(
  'whatever is thrown becomes an explained error: %s',
  (thrown) => {
    expect(toAwsError(thrown, call).message).toContain('with an error');
  },
);
