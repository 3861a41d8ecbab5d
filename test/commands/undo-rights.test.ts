import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Operation, rights, rightsFor } from '../../src/authentik/rights.js';
import { oneLine } from './run-program.js';
import { openStage, type Stage, startStage, stateOf } from './stage.js';
import { everythingIn, setUp, undoAll } from './undoing.js';

const operations = Object.keys(rights).filter((name): name is Operation => name in rights);
const needed = [...new Set(operations.flatMap((name) => [...rightsFor(name, undefined)]))];

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
  await setUp(stage);
}, 60_000);

afterAll(() => stage.close());

/** In the order in which they are missed: each run gets a little further than the one before. */
test.each([
  ['authentik_providers_scim.delete_scimprovider', 'delete a SCIM provider'],
  ['authentik_core.delete_application', 'delete an application'],
  ['authentik_providers_saml.delete_samlprovider', 'delete a SAML provider'],
  ['authentik_providers_scim.delete_scimmapping', 'delete a SCIM property mapping'],
  ['authentik_crypto.delete_certificatekeypair', 'delete a certificate'],
])('a token without %s is told so, and which right it takes', async (missing, operation) => {
  const token = stage.authentik.tokenWith(needed.filter((right) => right !== missing));
  const { code, stderr } = await stage.run(['undo', '--console', 'sandbox', '--confirm', 'aws'], {
    env: { AUTHENTIK_TOKEN: token },
  });
  expect(code).toBe(4);
  const told = oneLine(stderr);
  expect(told).toContain(`may not ${operation} (403)`);
  expect(told).toContain(missing);
});

test('the permissions that the table names are enough for the rest', async () => {
  const token = stage.authentik.tokenWith(needed);
  const { code, stderr } = await stage.run(['undo', '--console', 'sandbox', '--confirm', 'aws'], {
    env: { AUTHENTIK_TOKEN: token },
  });
  expect(code, stderr).toBe(0);
  const { saml, scim, applications, certificates } = await everythingIn(stage);
  expect([saml, scim, applications, certificates].flat()).toEqual([]);
  expect((await undoAll(stage)).code).toBe(0);
});

test('before there were roles a token that sees nothing takes nothing for gone', async () => {
  const old = await openStage({ authentik: { release: '2023.5.6' } });
  await setUp(old);
  const env = { AUTHENTIK_TOKEN: old.authentik.tokenWith(needed) };
  const { code, stderr } = await old.run(['undo', '--confirm', 'aws'], { env });
  expect(code).toBe(4);
  expect(oneLine(stderr)).toContain('cannot see what is to be taken apart');
  expect(stateOf(old)?.things).toHaveProperty('application');
});
