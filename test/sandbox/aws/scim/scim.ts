import { z } from 'zod';
import type { AwsOptions } from '../../../../src/sandbox/aws/index.js';
import { ProvisioningTenant } from '../../../../src/sandbox/aws/world/provisioning.js';
import { startSandbox, type TestSandbox } from '../sandbox.js';

/** What the endpoint answered; the body is an empty object where there was none. */
export interface ScimReply {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

/** What a request sends besides method and path. */
export interface Sending {
  body?: unknown;
  token?: string;
  tenantId?: string;
  headers?: Record<string, string>;
}

/** A pretended AWS whose automatic provisioning is on. */
export interface ScimSandbox extends TestSandbox {
  tenant: ProvisioningTenant;
  token: string;
  /** Sends a request; texts are sent as they are, everything else as JSON. */
  scim(method: string, path: string, sending?: Sending): Promise<ScimReply>;
}

/** Starts a pretended AWS with provisioning on and one token; it ends with the test that called. */
export async function startScim(options: AwsOptions = {}): Promise<ScimSandbox> {
  const aws = await startSandbox(options);
  const tenant = new ProvisioningTenant(() => aws.world.now());
  aws.instance.provisioning = tenant;
  const token = tenant.generateToken().value;
  return {
    ...aws,
    tenant,
    token,
    async scim(method, path, sending = {}) {
      const { body, headers = {} } = sending;
      const base = `${aws.endpoint}/${sending.tenantId ?? tenant.tenantId}/scim/v2`;
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${sending.token ?? token}`, ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, body: await readJson(response), headers: response.headers };
    },
  };
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  return text === '' ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

/** The body of a user as authentik's self-contained mapping makes it, with changes. */
export function userBody(userName: string, changes: Record<string, unknown> = {}) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    name: { givenName: 'Alice', familyName: 'Example' },
    displayName: 'Alice Example',
    active: true,
    emails: [{ value: userName, type: 'work', primary: true }],
    externalId: `external-${userName}`,
    ...changes,
  };
}

/** The body of a group. */
export function groupBody(displayName: string, members: readonly string[] = []) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    ...(members.length > 0 && { members: members.map((value) => ({ value })) }),
  };
}

/** The body of a PATCH. */
export function patchBody(...operations: Record<string, unknown>[]) {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: operations,
  };
}

/** Adds a user by SCIM and gives its ID. */
export async function addUser({ scim }: ScimSandbox, userName: string): Promise<string> {
  const { body } = await scim('POST', '/Users', { body: userBody(userName) });
  return idOf(body);
}

/** Adds a group by SCIM and gives its ID. */
export async function addGroup(
  { scim }: ScimSandbox,
  displayName: string,
  members: readonly string[] = [],
): Promise<string> {
  const { body } = await scim('POST', '/Groups', { body: groupBody(displayName, members) });
  return idOf(body);
}

/** The ID of an answered resource. */
export function idOf(body: Record<string, unknown>): string {
  return z.string().parse(body.id);
}

/** The reason that CloudTrail gives for the newest refused SCIM request. */
export function newestReason({ world }: ScimSandbox): unknown {
  return world.trail.all().at(-1)?.event.errorMessage;
}

/** The user IDs of a group's members. */
export function membersOf({ instance }: ScimSandbox, groupId: string): string[] {
  const memberships = instance.directory.memberships.all();
  return memberships.filter((each) => each.groupId === groupId).map(({ userId }) => userId);
}
