import { describe, expect, test } from 'vitest';
import { isNameTaken } from '../../src/authentik/index.js';
import { failureOf, wordsOf } from './failure.js';
import { connectRecorded, recorded } from './recorded-server.js';
import { recordedReleases, values } from './recording.js';

const wanted = { name: 'probe AWS SCIM User', expression: 'return {}' };

const pathOf = (release: string) =>
  release === '2023.10.7' ? '/propertymappings/scim/' : '/propertymappings/provider/scim/';

const sinceOf = (release: string) => (release === '2023.10.7' ? 'until 2024.6' : 'since 2024.8');

describe.each(recordedReleases)('SCIM mappings on authentik %s', (release) => {
  const created = recorded(release, `create a SCIM mapping, path ${sinceOf(release)}`);
  const made = {
    pk: values.scimMapping,
    name: wanted.name,
    managed: undefined,
    expression: 'return request.user.email',
  };

  test('authentik’s own are found by their stable name', async () => {
    const { authentik } = await connectRecorded(release);
    const managed = 'goauthentik.io/providers/scim/group';
    expect(await authentik.scimMappings.byManaged(managed)).toMatchObject({
      pk: values.scimGroupDefault,
      name: 'authentik default SCIM Mapping: Group',
      managed,
    });
    expect(await authentik.scimMappings.byManaged('no/such')).toBeUndefined();
  });

  test('one is created under the path of the release', async () => {
    const { authentik, server } = await connectRecorded(release);
    expect(await authentik.scimMappings.create(wanted)).toEqual(made);
    expect(server.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: pathOf(release),
      body: wanted,
    });
  });

  test('one is found by its name and its key, and changed', async () => {
    const one = `${pathOf(release)}${values.scimMapping}/`;
    const { authentik, server } = await connectRecorded(release, {
      [`GET ${pathOf(release)}`]: {
        json: { pagination: { next: 0 }, results: [created.json] },
      },
      [`GET ${one}`]: created,
      [`PATCH ${one}`]: created,
      [`GET ${pathOf(release)}gone/`]: recorded(release, 'an application that does not exist'),
    });
    expect(await authentik.scimMappings.byName(wanted.name)).toEqual(made);
    expect(await authentik.scimMappings.byName('probe AWS')).toBeUndefined();
    expect(await authentik.scimMappings.get(values.scimMapping)).toEqual(made);
    expect(await authentik.scimMappings.get('gone')).toBeUndefined();
    await authentik.scimMappings.update(values.scimMapping, { expression: 'return 1' });
    expect(server.requests.at(-1)?.body).toEqual({ expression: 'return 1' });
  });

  test('a name that is taken is recognised', async () => {
    const { authentik } = await connectRecorded(release, {
      [`POST ${pathOf(release)}`]: recorded(
        release,
        `create the SCIM mapping again, path ${sinceOf(release)}`,
      ),
    });
    expect(isNameTaken(await failureOf(authentik.scimMappings.create(wanted)))).toBe(true);
  });

  test('one is tried on a user', async () => {
    const { authentik, server } = await connectRecorded(release);
    const tried = await authentik.scimMappings.tryOn(values.scimMapping, values.alice);
    expect(tried).toMatchObject({
      ok: true,
      result: { userName: 'alice@example.com', emails: [{ value: 'alice@example.com' }] },
    });
    expect(server.requests.at(-1)).toMatchObject({
      path: `/propertymappings/all/${values.scimMapping}/test/`,
      body: { user: values.alice },
    });
  });

  test.each([
    ['403', recorded(release, 'create a SAML provider without rights')],
    ['405', { status: 405, text: '' }],
  ])('without the rights to try one, %s is told as that', async (status, reply) => {
    const { authentik } = await connectRecorded(release, {
      [`POST /propertymappings/all/${values.scimMapping}/test/`]: reply,
    });
    const error = await failureOf(authentik.scimMappings.tryOn(values.scimMapping, values.alice));
    expect(error).toMatchObject({ status: Number(status), exit: 'notAuthorised' });
    const rights = '"Can add Property Mapping" (authentik_core.add_propertymapping)';
    const takes = release === '2023.10.7' ? 'takes an administrator' : rights;
    expect(wordsOf(error)).toContain(takes);
  });
});

test.each(['2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2'] as const)(
  'an expression that is not Python is refused by authentik %s',
  async (release) => {
    const { authentik } = await connectRecorded(release, {
      [`POST ${pathOf(release)}`]: recorded(release, 'a mapping that is not Python'),
    });
    const error = await failureOf(authentik.scimMappings.create(wanted));
    expect(error).toMatchObject({ status: 400, exit: 'failed' });
    expect(Object.keys(error.fields)).toEqual(['expression']);
    expect(isNameTaken(error)).toBe(false);
  },
);

// No failing trial is recorded; that it is 200 with `successful` false is known from the schema.
describe('a trial of which authentik says', () => {
  const path = `POST /propertymappings/all/${values.scimMapping}/test/`;
  const traceback = 'Traceback (most recent call last):\n  File "x", line 1\nKeyError: \'mail\'\n';
  const silent = 'authentik gave no reason.';

  test.each([
    [
      { successful: false, result: traceback },
      { ok: false, message: "KeyError: 'mail'" },
    ],
    [
      { successful: false, result: 'no such name' },
      { ok: false, message: 'no such name' },
    ],
    [
      { successful: false, result: '' },
      { ok: false, message: silent },
    ],
    [
      { successful: true, result: '{"userName": 1}' },
      { ok: true, result: { userName: 1 } },
    ],
    [
      { successful: true, result: 'null' },
      { ok: true, result: null },
    ],
    [
      { successful: true, result: 'plain' },
      { ok: true, result: 'plain' },
    ],
  ])('%j gives %j', async (json, outcome) => {
    const { authentik } = await connectRecorded('2025.4.4', { [path]: { json } });
    expect(await authentik.scimMappings.tryOn(values.scimMapping, 21)).toEqual(outcome);
  });

  test('something else is an error', async () => {
    const { authentik } = await connectRecorded('2025.4.4', { [path]: { json: { ok: 1 } } });
    const error = await failureOf(authentik.scimMappings.tryOn(values.scimMapping, 21));
    expect(error.why).toContain('successful');
  });
});
