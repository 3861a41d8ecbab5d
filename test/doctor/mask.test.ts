import { describe, expect, test } from 'vitest';
import { createMask } from '../../src/doctor/mask.js';
import { listenForNames } from '../../src/doctor/names-heard.js';

const known = {
  host: ['auth.example.com:9443', 'auth.example.com'],
  email: ['alice@example.com', 'dave mail'],
  user: ['alice', 'Alice Example', 'a'],
  group: ['aws-users', 'aws'],
  name: ['acme-prod'],
};
const mask = () => createMask(known, '/home/alice');

describe('a mask', () => {
  test.each([
    ['alice@example.com is not in AWS', 'email-1 is not in AWS'],
    ['bob@elsewhere.example (masked by its form)', 'email-1 (masked by its form)'],
    ['members of "aws-users" and Alice Example', 'members of "group-1" and user-1'],
    ['authentik-aws setup --group aws-users', 'authentik-aws setup --group group-1'],
    ['Nothing listens at auth.example.com:9443.', 'Nothing listens at host-1.'],
    ['https://auth.example.com/if/admin/', 'https://host-1/if/admin/'],
    ['https://other.example.org:8443/x', 'https://host-1/x'],
    ['https://d-1234567890.awsapps.com/start', 'https://host-1/start'],
    ['https://console.aws.amazon.com/x', 'https://console.aws.amazon.com/x'],
    [
      'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-1234567890',
      'https://eu-central-1.signin.aws.amazon.com/platform/saml/store-1',
    ],
    [
      'https://eu-central-1.signin.aws/platform/saml/acs/75732d6561-ab',
      'https://eu-central-1.signin.aws/platform/saml/acs/id-1',
    ],
    [
      'https://scim.eu-central-1.amazonaws.com/Hw59-x/scim/v2',
      'https://scim.eu-central-1.amazonaws.com/id-1/scim/v2',
    ],
    [
      'arn:aws:sts::111122223333:assumed-role/Admin/alice.b@example.com',
      'arn:aws:sts::account-1:assumed-role/resource-1',
    ],
    [
      'arn:aws:kms:eu-central-1:111122223333:key/abcd, read',
      'arn:aws:kms:eu-central-1:account-1:key/resource-1, read',
    ],
    ['account 111122223333 of ssoins-0123456789abcdef', 'account account-1 of instance-1'],
    ['#!/instances/0123456789abcdef/settings', '#!/instances/instance-1/settings'],
    ['12345678-1234-1234-1234-1234567890ab', 'id-1'],
    [
      '10.0.0.5:443 and authentik 2026.2.2, Node 20.17.0',
      'address-1 and authentik 2026.2.2, Node 20.17.0',
    ],
    ['/home/alice/x.json', '~/x.json'],
    ['provider acme-prod signing', 'provider name-1 signing'],
  ])('of %s', (text, masked) => {
    expect(mask()(text)).toBe(masked);
  });

  test('says the same word for the same thing, and another for another', () => {
    const one = mask();
    expect(one('alice@example.com and bob@example.com')).toBe('email-1 and email-2');
    expect(one('bob@example.com, then https://x.example and https://X.example')).toBe(
      'email-2, then https://host-1 and https://host-1',
    );
  });

  test('does not mask its own words again', () => {
    const tricky = createMask({ ...known, user: ['user-1', 'user', 'email'] }, undefined);
    expect(tricky('user-1, user, alice@example.com')).toBe('user-1, user-2, email-1');
  });
});

test('names are heard of users, groups, accounts and bindings, not of anything else', () => {
  const { hear, users, groups, emails } = listenForNames();
  hear({ username: 'alice', name: 'Alice Example', email: 'alice@example.com' });
  hear({ userName: 'bob', displayName: 'Bob', emails: ['bob@example.com'] });
  hear({ pk: 'x', name: 'ops', memberPks: [1] });
  hear({ groupId: 'y', displayName: 'dev' });
  hear({ group: { pk: 'z', name: 'bound' }, user: { pk: 1, username: 'carol' } });
  hear({ name: 'UserAuthentication', userName: 'dave' });
  hear({ name: 'AWS', slug: 'aws' });
  hear({ name: 'authentik Admins', memberPks: [] });
  expect([...users]).toEqual(['alice', 'Alice Example', 'bob', 'Bob', 'carol', 'dave']);
  expect([...groups]).toEqual(['ops', 'dev', 'bound']);
  expect([...emails]).toEqual(['alice@example.com', 'bob@example.com']);
});
