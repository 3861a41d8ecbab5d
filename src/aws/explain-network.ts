import type { Trouble } from '../basics/errors.js';
import type { AwsCall } from './connection.js';
import type { Failure } from './failure.js';
import { type NetworkTrouble, networkTroubleOf } from './network-trouble.js';

/** Explains that AWS was not reached, or that something else answered in its place. */
export function explainNetwork(failure: Failure, call: AwsCall): Trouble | undefined {
  const trouble = failure.name === 'TimeoutError' ? 'broken' : networkTroubleOf(failure.code);
  if (trouble !== undefined) return troubles[trouble](failure, call);
  return isForeign(failure) ? notAws(failure, call) : undefined;
}

/** Whether the answer has not the form that AWS gives it; AWS never redirects. */
function isForeign({ name, message, httpStatus = 0 }: Failure): boolean {
  if (/^(?:SyntaxError|ZodError|AnswerTooLong)$/.test(name)) return true;
  // STS and IAM answer in XML, and their clients call a page that is none by the second name.
  if (/Deserialization error|XML parse error/.test(message)) return true;
  return httpStatus >= 300 && httpStatus < 400;
}

const troubles: Record<NetworkTrouble, (failure: Failure, call: AwsCall) => Trouble> = {
  'unknown-host': unknownHost,
  refused: (_failure, call) => unreachable(call, 'Nothing accepts connections there.'),
  untrusted: (failure, call) => untrusted(failure.code ?? '', call),
  broken: (_failure, call) =>
    unreachable(call, 'The connection was made but no answer came, or it was cut off.'),
};

function unknownHost(failure: Failure, call: AwsCall): Trouble {
  return {
    what: `The address of AWS was not found: ${failure.host ?? placeOf(call)}`,
    why:
      call.endpoint === undefined
        ? `Name resolution does not work here, or ${call.region} is no Region with ${call.service}.`
        : `AWS_ENDPOINT_URL sends requests to ${call.endpoint}.`,
    next: [
      'Check the Region (--region or AWS_REGION) and the name resolution, then run the same command again.',
      ...wayOut(call),
    ],
  };
}

function unreachable(call: AwsCall, why: string): Trouble {
  return {
    what: `AWS did not answer ${call.service} ${call.operation} (${placeOf(call)})`,
    why,
    next: ['Check the network and firewall, then run the same command again.', ...wayOut(call)],
  };
}

function untrusted(code: string, call: AwsCall): Trouble {
  return {
    what: `The TLS connection to AWS is not trusted (${placeOf(call)})`,
    why: `${code}: often a proxy that opens TLS connections and signs with a certificate of its own.`,
    next: [
      "Name its authority's certificate in NODE_EXTRA_CA_CERTS (a PEM file), then run the same command again.",
      ...wayOut(call),
    ],
  };
}

function notAws(failure: Failure, call: AwsCall): Trouble {
  if (failure.httpStatus !== undefined && failure.httpStatus >= 500)
    return failedBetween(failure, call);
  const status = failure.httpStatus === undefined ? '' : ` with status ${failure.httpStatus}`;
  return {
    what: `What answered ${call.service} ${call.operation}${status} is not AWS (${placeOf(call)})`,
    why:
      failure.name === 'AnswerTooLong'
        ? 'The answer is longer than any of AWS, and was given up.'
        : "The answer is not in the form AWS gives: a proxy's or portal's page, a wrong address, or an answer that was cut off on the way.",
    next: [
      'Run the same command again; if it stays, allow a direct connection to AWS.',
      ...wayOut(call),
    ],
  };
}

function failedBetween({ httpStatus }: Failure, call: AwsCall): Trouble {
  return {
    what: `AWS did not answer ${call.service} ${call.operation} (${placeOf(call)})`,
    why: `A page with status ${httpStatus} came in its place: something on the way to AWS failed, or AWS's own front.`,
    next: [
      'Run the same command again; if it stays, look at https://health.aws.amazon.com/health/status',
      ...wayOut(call),
    ],
  };
}

function wayOut(call: AwsCall): string[] {
  if (call.endpoint !== undefined) return ['Unset AWS_ENDPOINT_URL to reach AWS itself.'];
  if (!call.proxySet) return [];
  return ["HTTPS_PROXY is set, but AWS's SDK does not use it: allow a direct connection to AWS."];
}

function placeOf(call: AwsCall): string {
  return call.endpoint ?? `Region ${call.region}`;
}
