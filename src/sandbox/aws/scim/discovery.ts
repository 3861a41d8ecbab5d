import type { ScimAnswer } from './answer.js';
import type { ScimOperation } from './call.js';
import { noSuchResource } from './errors.js';
import { schemas } from './rules.js';
import { serviceProviderConfig } from './service-provider-config.js';

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';

/** The form of each schema is RFC 7643's, cut down to what AWS supports; AWS's own text was not seen. */
const schemaResources: readonly Record<string, unknown>[] = [
  schema(schemas.user, 'User', [
    ...['userName!', 'externalId', 'name{}!', 'displayName!', 'nickName', 'profileUrl', 'title'],
    ...['userType', 'preferredLanguage', 'locale', 'timezone', 'active?'],
    ...['emails[]', 'addresses[]', 'phoneNumbers[]', 'roles[]'],
  ]),
  schema(schemas.enterpriseUser, 'EnterpriseUser', [
    ...['employeeNumber', 'costCenter', 'organization', 'division', 'department', 'manager{}'],
  ]),
  schema(schemas.group, 'Group', ['displayName!', 'externalId', 'members[]']),
];

const resourceTypes: readonly Record<string, unknown>[] = [
  {
    schemas: [RESOURCE_TYPE],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    schema: schemas.user,
    schemaExtensions: [{ schema: schemas.enterpriseUser, required: false }],
  },
  {
    schemas: [RESOURCE_TYPE],
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    schema: schemas.group,
  },
];

/** What the endpoint says of itself. */
export const discoveryOperations: Readonly<Record<string, ScimOperation>> = {
  ServiceProviderConfig: () => ({ status: 200, body: { ...serviceProviderConfig } }),
  ListResourceTypes: () => listed(resourceTypes),
  ListSchemas: () => listed(schemaResources),
  GetSchema: ({ id }) => {
    const body = schemaResources.find((each) => each.id === id);
    if (body === undefined) throw noSuchResource('Schema not found');
    return { status: 200, body };
  },
};

function listed(resources: readonly Record<string, unknown>[]): ScimAnswer {
  const number = resources.length;
  return {
    status: 200,
    body: {
      totalResults: number,
      itemsPerPage: number,
      startIndex: 1,
      schemas: [schemas.list],
      Resources: resources,
    },
  };
}

/** Signs after an attribute's name: `!` required, `?` true or false, `{}` complex, `[]` a list. */
function schema(id: string, name: string, attributes: readonly string[]): Record<string, unknown> {
  return {
    schemas: [SCHEMA],
    id,
    name,
    attributes: attributes.map((attribute) => ({
      name: attribute.replace(/\W+$/, ''),
      type: typeOf(attribute),
      multiValued: attribute.includes('[]'),
      required: attribute.endsWith('!'),
    })),
    meta: { resourceType: 'Schema' },
  };
}

function typeOf(attribute: string): string {
  if (/\{\}|\[\]/.test(attribute)) return 'complex';
  return attribute.endsWith('?') ? 'boolean' : 'string';
}
