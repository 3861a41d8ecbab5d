import { expect, test } from 'vitest';
import { namedRight } from '../../src/authentik/right-names.js';
import { rights } from '../../src/authentik/rights.js';
import { parseRelease } from '../../src/authentik/version.js';

const newest = parseRelease('2026.2.2');

test.each([
  ['authentik_providers_saml.add_samlprovider', 'Can add SAML Provider'],
  ['authentik_core.view_provider', 'Can view provider'],
  ['authentik_core.preview_user', 'Can preview user data sent to providers'],
  ['authentik_providers_scim.change_scimmapping', 'Can change SCIM Provider Mapping'],
])('%s has the name that authentik shows', (right, name) => {
  expect(namedRight(right, newest)).toBe(`"${name}" (${right})`);
});

test('mappings had other names before 2024.8', () => {
  const right = 'authentik_providers_scim.add_scimmapping';
  expect(namedRight(right, parseRelease('2023.10.7'))).toBe(`"Can add SCIM Mapping" (${right})`);
});

test('every right of the table has a name', () => {
  const all = new Set<string>(Object.values(rights).flat());
  for (const right of all) expect(namedRight(right, undefined)).toMatch(/^"[^"]+" \(/);
});

test('what is not known stays as it is', () => {
  expect(namedRight('authentik_new.add_thing', newest)).toBe('authentik_new.add_thing');
});
