import { describe, expect, it } from 'vitest';
import { addUser, newestReason, startScim, userBody } from './scim.js';

const alice = 'alice@example.com';
const email = { value: alice, primary: true };
const unsupported = (path: string) =>
  `1 validation error detected: Value at '${path}' failed to satisfy constraint: Attribute is not supported`;
const pattern = '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+';

const refused: [what: string, changes: Record<string, unknown>, reason: RegExp | string][] = [
  ['no user name', { userName: undefined }, /Value at 'userName'/],
  ['no name', { name: undefined }, /Value at 'name'/],
  ['no given name', { name: { familyName: 'Example' } }, /Value at 'name.givenName'/],
  ['no family name', { name: { givenName: 'Alice' } }, /Value at 'name.familyName'/],
  ['no display name', { displayName: undefined }, /Value at 'displayName'/],
  ['no schemas', { schemas: undefined }, /Value at 'schemas'/],
  ['schemas of something else', { schemas: ['urn:other'] }, /Value at 'schemas/],
  [
    'an empty given name',
    { name: { givenName: '', familyName: 'Example' } },
    `2 validation errors detected: Value at 'name.givenName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}; Value at 'name.givenName' failed to satisfy constraint: Member must have length greater than or equal to 1`,
  ],
  ['a control character', { displayName: 'a\u0007' }, /regular expression pattern/],
  ['1025 characters', { displayName: 'a'.repeat(1025) }, /less than or equal to 1024/],
  ['an empty locale', { locale: '' }, /Value at 'locale'/],
  ['null', { locale: null }, /Value at 'locale'/],
  ['a blank in the user name', { userName: 'alice example' }, /regular expression pattern/],
  ['an empty user name', { userName: '' }, /greater than or equal to 1/],
  ['129 characters of user name', { userName: 'a'.repeat(129) }, /less than or equal to 128/],
  ['a reserved name', { userName: 'Administrator' }, /reserved/],
  ['the other reserved name', { userName: 'AWSAdministrators' }, /reserved/],
  ['a text for active', { active: 'true' }, /Value at 'active'/],
  ['photos', { photos: [{ value: 'https://example.com/a.png' }] }, unsupported('photos')],
  ['groups', { groups: [{ value: '1' }] }, unsupported('groups')],
  ...['ims', 'x509Certificates', 'entitlements', 'password', 'anything'].map(
    (name): [string, Record<string, unknown>, string] => [name, { [name]: 'x' }, unsupported(name)],
  ),
  ['two e-mails', { emails: [email, email] }, 'List attribute emails exceeds allowed limit of 1'],
  [
    'two addresses',
    { addresses: [{ locality: 'Ulm' }, { locality: 'Bonn' }] },
    'List attribute addresses exceeds allowed limit of 1',
  ],
  [
    'two phone numbers',
    { phoneNumbers: [{ value: '1' }, { value: '2' }] },
    'List attribute phoneNumbers exceeds allowed limit of 1',
  ],
  ['two roles', { roles: [{ value: '1' }, { value: '2' }] }, /roles exceeds/],
  [
    'an e-mail not marked as primary',
    { emails: [{ value: alice }] },
    /Value at 'emails.0.primary'/,
  ],
  ['a secondary e-mail', { emails: [{ value: alice, primary: false }] }, /emails.0.primary/],
  ['an e-mail without value', { emails: [{ primary: true }] }, /emails.0.value/],
  ['an e-mail that is none', { emails: [{ ...email, value: 'bob' }] }, /emails.0.value/],
  [
    'display of an e-mail',
    { emails: [{ ...email, display: 'x' }] },
    unsupported('emails.0.display'),
  ],
  [
    'an empty manager',
    { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: '' } } },
    /manager.value/,
  ],
];

describe.each(refused)('a user with %s', (_, changes, reason) => {
  it('is refused by POST and PUT alike', async () => {
    const aws = await startScim();
    const body = userBody(alice, changes);
    const created = await aws.scim('POST', '/Users', { body });
    expect(created.status).toBe(400);
    expect(created.body.detail).toBe(
      'Request is unparsable, syntactically incorrect, or violates schema.',
    );
    expect(newestReason(aws)).toEqual(
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
    );
    expect(aws.instance.directory.users.all()).toHaveLength(1);
    const id = await addUser(aws, 'other@example.com');
    expect((await aws.scim('PUT', `/Users/${id}`, { body })).status).toBe(400);
    expect(aws.instance.directory.users.get(id)?.userName).toBe('other@example.com');
  });
});

it.each([
  [
    'accents and signs',
    { displayName: 'Ünal ★ +1 #!', name: { givenName: 'ß', familyName: '李' } },
  ],
  ['a blank as a name', { name: { givenName: ' ', familyName: 'Example' } }],
  ['128 characters of user name', { userName: 'a'.repeat(128) }],
])('takes a user with %s', async (_, changes) => {
  const { scim } = await startScim();
  expect((await scim('POST', '/Users', { body: userBody(alice, changes) })).status).toBe(201);
});
