import { AwsError } from '../api/errors.js';
import type { Instance } from '../world/instance.js';
import type { AccessToken, ProvisioningTenant } from '../world/provisioning.js';
import type { World } from '../world/world.js';
import { type ScimAnswer, scimErrorResponse, scimResponse } from './answer.js';
import type { ScimOperation } from './call.js';
import { discoveryOperations } from './discovery.js';
import { invalidRequest, unauthorised } from './errors.js';
import { groupOperations } from './groups.js';
import type { ScimCall } from './identify.js';
import { recordScimCall } from './record.js';
import { userOperations } from './users.js';

/** A request to a SCIM endpoint. */
export interface ScimRequest {
  call: ScimCall;
  authorization: string | undefined;
  userAgent: string;
  query: URLSearchParams;
  /** The body as it came; empty where there is none. */
  text: string;
}

/** The world that it reaches, and how many items a page may have. */
export interface ScimScope {
  world: World;
  pageSize: number;
}

interface Tenancy {
  instance: Instance;
  tenant: ProvisioningTenant;
}

const operations: Readonly<Record<string, ScimOperation>> = {
  ...discoveryOperations,
  ...userOperations,
  ...groupOperations,
};

/** Does what a SCIM request asks for, or answers why not. */
export function performScim(request: ScimRequest, scope: ScimScope): Response {
  try {
    const tenancy = tenancyOf(request.call.tenantId, scope.world);
    return scimResponse(performRecorded(request, scope, tenancy));
  } catch (error) {
    if (error instanceof AwsError) return scimErrorResponse(error, scope.world.now());
    throw error;
  }
}

function tenancyOf(tenantId: string, { instances }: World): Tenancy {
  for (const instance of instances) {
    const tenant = instance.provisioning;
    if (tenant?.tenantId === tenantId) return { instance, tenant };
  }
  throw unauthorised();
}

function performRecorded(request: ScimRequest, scope: ScimScope, tenancy: Tenancy): ScimAnswer {
  const { call, userAgent } = request;
  const { instance, tenant } = tenancy;
  const token = tokenOf(request, tenant);
  const body = takesBody(call) ? readJson(request.text) : undefined;
  const record = (outcome: ScimAnswer['body'] | AwsError) => {
    const { operation } = call;
    if (operation === undefined) return;
    const named = { ...call, operation };
    recordScimCall(scope.world, { call: named, instance, token, userAgent, body, outcome });
  };
  try {
    if (token === undefined) throw unauthorised();
    const answer = perform(request, scope, tenancy, body);
    record(answer.body);
    return answer;
  } catch (error) {
    if (error instanceof AwsError) record(error);
    throw error;
  }
}

function tokenOf(
  { authorization = '' }: ScimRequest,
  tenant: ProvisioningTenant,
): AccessToken | undefined {
  const value = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return value === undefined ? undefined : tenant.validToken(value);
}

function perform(
  { call, query }: ScimRequest,
  { pageSize }: ScimScope,
  { instance, tenant }: Tenancy,
  body: unknown,
): ScimAnswer {
  const operation = operations[call.operation ?? ''];
  if (operation === undefined) throw invalidRequest('Unsupported operation');
  if (takesBody(call) && body === undefined) throw invalidRequest('Invalid JSON from RequestBody');
  return operation({
    directory: instance.directory,
    issuer: tenant.externalIdIssuer,
    id: call.id ?? '',
    query,
    body,
    pageSize,
  });
}

function takesBody({ operation = '' }: ScimCall): boolean {
  return /^(Create|Put|Patch)/.test(operation);
}

/** Undefined for what is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
