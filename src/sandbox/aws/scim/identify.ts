/** What a request to the SCIM endpoint asks for. */
export interface ScimCall {
  tenantId: string;
  /** As AWS names it in CloudTrail, for example `CreateUser`; undefined for what AWS does not have. */
  operation: string | undefined;
  /** The resource's ID, or the URN of a schema. */
  id: string | undefined;
}

/** Method and path below the base address, with the operation that they stand for (SCIM developer guide, supported-apis). */
const operations: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['POST', /^Users$/, 'CreateUser'],
  ['GET', /^Users$/, 'ListUsers'],
  ['GET', /^Users\/([^/]+)$/, 'GetUser'],
  ['PATCH', /^Users\/([^/]+)$/, 'PatchUser'],
  ['PUT', /^Users\/([^/]+)$/, 'PutUser'],
  ['DELETE', /^Users\/([^/]+)$/, 'DeleteUser'],
  ['POST', /^Groups$/, 'CreateGroup'],
  ['GET', /^Groups$/, 'ListGroups'],
  ['GET', /^Groups\/([^/]+)$/, 'GetGroup'],
  ['PATCH', /^Groups\/([^/]+)$/, 'PatchGroup'],
  ['DELETE', /^Groups\/([^/]+)$/, 'DeleteGroup'],
  ['GET', /^ServiceProviderConfig$/, 'ServiceProviderConfig'],
  ['GET', /^Schemas$/, 'ListSchemas'],
  ['GET', /^Schemas\/([^/]+)$/, 'GetSchema'],
  ['GET', /^ResourceTypes$/, 'ListResourceTypes'],
];

/** Reads method and path; undefined when the path is none of a SCIM endpoint. */
export function identifyScimCall(method: string, path: string): ScimCall | undefined {
  const [, tenantId, resource] = /^\/([^/]+)\/scim\/v2(?:\/(.*))?$/.exec(path) ?? [];
  if (tenantId === undefined) return undefined;
  for (const [ofMethod, pattern, operation] of operations) {
    const match = ofMethod === method ? pattern.exec(resource ?? '') : null;
    if (match !== null) return { tenantId, operation, id: match[1] };
  }
  return { tenantId, operation: undefined, id: undefined };
}
