import { requestOrigin } from '../saml/login-context.js';
import type { World } from '../world/world.js';
import { json, Refusal, Stumble, stumblePage } from './answers.js';
import { callerOf, demand, nobody } from './callers.js';
import type { Call, Endpoint, Method, Operation } from './endpoint.js';

/** Answers one request at an endpoint: who calls, may he, with what, and then the work itself. */
export async function dispatch(
  world: World,
  endpoint: Endpoint,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  try {
    return await answer(world, endpoint, request, params);
  } catch (error) {
    if (error instanceof Refusal) return json(error.body, error.status);
    if (error instanceof Stumble) return stumblePage(request.method);
    throw error;
  }
}

async function answer(
  world: World,
  endpoint: Endpoint,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const method = methodOf(request);
  const operation = method && endpoint.methods[method];
  const open = operation?.rights === 'anyone';
  const header = request.headers.get('authorization') ?? undefined;
  const user = open && header === undefined ? nobody : callerOf(world, header);
  if (method === undefined || operation === undefined) {
    throw new Refusal(405, { detail: `Method "${request.method}" not allowed.` });
  }
  const bare: Call = {
    ...{ world, user, method, params, url: new URL(request.url) },
    ...{ origin: requestOrigin(request), body: {}, parts: new Map<string, string>() },
  };
  demand(
    world,
    user,
    typeof operation.rights === 'function' ? operation.rights(bare) : operation.rights,
  );
  return operation.run({ ...bare, ...(await readBody(request, operation)) });
}

function methodOf(request: Request): Method | undefined {
  const name = request.method === 'HEAD' ? 'GET' : request.method;
  return methods.find((method) => method === name);
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

async function readBody(request: Request, operation: Operation): Promise<Partial<Call>> {
  if (request.method === 'GET' || request.method === 'DELETE') return {};
  const type = request.headers.get('content-type');
  if (type === null) return {};
  const accepted = operation.body === 'multipart' ? 'multipart/form-data' : 'application/json';
  if (!type.startsWith(accepted)) {
    throw new Refusal(415, { detail: `Unsupported media type "${type}" in request.` });
  }
  return operation.body === 'multipart' ? readParts(request) : readJson(request);
}

async function readParts(request: Request): Promise<Partial<Call>> {
  const parts = new Map<string, string>();
  for (const [name, part] of await request.formData()) {
    parts.set(name, typeof part === 'string' ? part : await part.text());
  }
  return { parts };
}

async function readJson(request: Request): Promise<Partial<Call>> {
  let body: unknown;
  try {
    body = await request.json();
  } catch (error) {
    throw new Refusal(400, { detail: `JSON parse error - ${String(error)}` });
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal(400, { non_field_errors: ['Invalid data. Expected a dictionary.'] });
  }
  return { body: { ...body } };
}
