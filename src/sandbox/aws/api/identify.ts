import { jsonServices, queryServices, type Service } from './services.js';

/** Which operation of which service a request calls, and with what input. */
export interface IdentifiedCall {
  protocol: 'json' | 'query';
  /** Undefined when no service has such a target or action. */
  service: Service | undefined;
  operation: string;
  input: unknown;
}

/** Reads an AWS API request: `X-Amz-Target` with JSON, or a form with `Action`. */
export function identifyCall(target: string | undefined, body: string): IdentifiedCall {
  if (target === undefined) return identifyQuery(new URLSearchParams(body));
  const dot = target.lastIndexOf('.');
  const [prefix, operation] = [target.slice(0, Math.max(dot, 0)), target.slice(dot + 1)];
  // Some clients write the whole package name before CloudTrail's target.
  const service = jsonServices.find((each) => prefix.split('.').at(-1) === each.target);
  return { protocol: 'json', service, operation, input: readJson(body) };
}

function identifyQuery(form: URLSearchParams): IdentifiedCall {
  return {
    protocol: 'query',
    service: queryServices.find(({ version }) => version === form.get('Version')),
    operation: form.get('Action') ?? '',
    input: Object.fromEntries(form),
  };
}

/** Undefined for what is no JSON: no operation takes that as its input. */
function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
