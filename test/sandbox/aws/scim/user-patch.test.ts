import { describe, expect, it } from 'vitest';
import { addUser, newestReason, patchBody, startScim, userBody } from './scim.js';

const alice = 'alice@example.com';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const done: [what: string, operations: Record<string, unknown>[], result: object][] = [
  ['replace', [{ op: 'replace', path: 'displayName', value: 'New' }], { displayName: 'New' }],
  ['add', [{ op: 'add', path: 'title', value: 'Engineer' }], { title: 'Engineer' }],
  ['add in capitals', [{ op: 'Add', path: 'locale', value: 'de' }], { locale: 'de' }],
  ['deactivate', [{ op: 'replace', path: 'active', value: false }], { active: false }],
  [
    'change a part of the name',
    [{ op: 'replace', path: 'name.familyName', value: 'New' }],
    { name: { givenName: 'Alice', familyName: 'New' } },
  ],
  [
    'change the name and leave out parts',
    [{ op: 'replace', path: 'name', value: { givenName: 'New' } }],
    { name: { givenName: 'New', familyName: 'Example' } },
  ],
  [
    'change without a path',
    [{ op: 'replace', value: { displayName: 'New', 'name.givenName': 'N', active: false } }],
    { displayName: 'New', name: { givenName: 'N', familyName: 'Example' }, active: false },
  ],
  [
    'replace the e-mail address',
    [{ op: 'replace', path: 'emails', value: [{ value: 'new@example.com', primary: true }] }],
    { emails: [{ value: 'new@example.com', primary: true }] },
  ],
  [
    'change a part of the e-mail address',
    [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'new@example.com' }],
    { emails: [{ value: 'new@example.com', type: 'work', primary: true }] },
  ],
  [
    'add the e-mail address that is there',
    [{ op: 'add', path: 'emails', value: [{ value: alice, type: 'work', primary: true }] }],
    { emails: [{ value: alice, type: 'work', primary: true }] },
  ],
  [
    'add a phone number',
    [{ op: 'add', path: 'phoneNumbers', value: { value: '1' } }],
    { phoneNumbers: [{ value: '1' }] },
  ],
  [
    'change the enterprise extension',
    [
      { op: 'add', path: `${ENTERPRISE}:department`, value: 'IT' },
      { op: 'add', path: `${ENTERPRISE}:manager.value`, value: '123' },
      { op: 'add', path: ENTERPRISE, value: { division: 'North' } },
    ],
    { [ENTERPRISE]: { department: 'IT', manager: { value: '123' }, division: 'North' } },
  ],
];

it.each(done)('can %s', async (_, operations, result) => {
  const aws = await startScim();
  const id = await addUser(aws, alice);
  const { status, body } = await aws.scim('PATCH', `/Users/${id}`, {
    body: patchBody(...operations),
  });
  expect(status).toBe(200);
  expect(body).toMatchObject(result);
  expect((await aws.scim('GET', `/Users/${id}`)).body).toMatchObject(result);
});

it('can remove what is not required', async () => {
  const aws = await startScim();
  const { id } = (await aws.scim('POST', '/Users', { body: userBody(alice, { title: 'x' }) })).body;
  const body = patchBody(
    { op: 'remove', path: 'title' },
    { op: 'remove', path: 'externalId' },
    { op: 'remove', path: 'emails[type eq "work"]' },
  );
  const answer = await aws.scim('PATCH', `/Users/${id}`, { body });
  expect(answer.status).toBe(200);
  for (const name of ['title', 'externalId', 'emails']) {
    expect(answer.body).not.toHaveProperty(name);
  }
  expect(aws.instance.directory.users.find('userName', alice)?.externalIds).toEqual([]);
});

const refused: [what: string, operations: Record<string, unknown>[], reason: RegExp][] = [
  ['nothing to do', [], /Value at 'Operations'/],
  ['an unknown operation', [{ op: 'move', path: 'title', value: 'x' }], /Operations.0.op/],
  ['no operation', [{ path: 'title', value: 'x' }], /Operations.0.op/],
  ['a removal without a path', [{ op: 'remove' }], /^Missing path in PATCH request$/],
  ['no value', [{ op: 'replace', path: 'title' }], /^Missing value in PATCH request$/],
  ['a text without a path', [{ op: 'add', value: 'x' }], /^Missing path in PATCH request$/],
  ['the removal of userName', [{ op: 'remove', path: 'userName' }], /Cannot remove userName/],
  ['the removal of active', [{ op: 'remove', path: 'active' }], /Cannot remove active/],
  ['the removal of displayName', [{ op: 'remove', path: 'displayName' }], /displayName/],
  ['the removal of the name', [{ op: 'remove', path: 'name.givenName' }], /name.givenName/],
  [
    'two changes of active',
    [
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', value: { active: true } },
    ],
    /Multiple operations on active/,
  ],
  ['roles', [{ op: 'add', path: 'roles', value: [{ value: 'x' }] }], /roles is not allowed/],
  ['photos', [{ op: 'add', path: 'photos', value: [] }], /photos is not allowed/],
  ['a filter other than eq', [{ op: 'remove', path: 'emails[type ne "work"]' }], /Invalid path/],
  ['a filter on one value', [{ op: 'remove', path: 'title[a eq "b"]' }], /Invalid path/],
  ['a filter that is no JSON', [{ op: 'remove', path: 'emails[type eq "\\x"]' }], /Invalid path/],
  ['a filter that finds nothing', [{ op: 'remove', path: 'emails[type eq "a"]' }], /No value/],
  [
    'a second e-mail address',
    [{ op: 'add', path: 'emails', value: [{ value: 'b@example.com', primary: true }] }],
    /^List attribute emails exceeds allowed limit of 1$/,
  ],
  ['an empty text', [{ op: 'replace', path: 'displayName', value: '' }], /Value at 'displayName'/],
  ['a number', [{ op: 'replace', path: 'userName', value: 1 }], /Value at 'userName'/],
];

describe.each(refused)('%s', (_, operations, reason) => {
  it('is refused, and nothing changes', async () => {
    const aws = await startScim();
    const id = await addUser(aws, alice);
    const before = aws.instance.directory.users.get(id);
    const body = patchBody(...operations);
    expect((await aws.scim('PATCH', `/Users/${id}`, { body })).status).toBe(400);
    expect(newestReason(aws)).toMatch(reason);
    expect(aws.instance.directory.users.get(id)).toBe(before);
  });
});

it('refuses a message without schemas', async () => {
  const aws = await startScim();
  const id = await addUser(aws, alice);
  const body = { Operations: [{ op: 'replace', path: 'title', value: 'x' }] };
  expect((await aws.scim('PATCH', `/Users/${id}`, { body })).status).toBe(400);
  expect(newestReason(aws)).toContain("Value at 'schemas'");
});

it('refuses what another user has', async () => {
  const aws = await startScim();
  await addUser(aws, alice);
  const id = await addUser(aws, 'bob@example.com');
  const body = patchBody({ op: 'replace', path: 'userName', value: alice });
  expect((await aws.scim('PATCH', `/Users/${id}`, { body })).status).toBe(409);
  expect(newestReason(aws)).toBe('Duplicate UserName');
});
