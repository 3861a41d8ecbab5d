import { describe, expect, it } from 'vitest';
import type { ManagedMapping } from '../../../../src/sandbox/authentik/saml/login-world.js';
import {
  nameIdFormat,
  nameIdText,
  UnsupportedNameIdFormat,
} from '../../../../src/sandbox/authentik/saml/name-id.js';
import { nameIdFormats } from '../../../../src/sandbox/authentik/saml/names.js';
import { loginFeatures } from '../../../../src/sandbox/authentik/saml/release-features.js';
import { alice, bob } from './pretended-world.js';

const { emailAddress, persistent, transient, unspecified } = nameIdFormats;

describe('the format of a NameID', () => {
  it.each([
    { release: '2025.4.4', requested: persistent, format: persistent },
    { release: '2025.4.4', requested: undefined, format: unspecified },
    { release: '2025.6.4', requested: undefined, format: unspecified },
    { release: '2025.8.0', requested: undefined, format: emailAddress },
    { release: '2025.10.4', requested: undefined, format: emailAddress },
    { release: '2026.2.2', requested: persistent, format: persistent },
  ])('is $format on $release when $requested is asked for', ({ release, requested, format }) => {
    const provider = { defaultNameIdPolicy: emailAddress };
    expect(nameIdFormat(requested, provider, loginFeatures(release))).toBe(format);
  });

  it('is unspecified without any wish', () => {
    expect(nameIdFormat(undefined, {}, loginFeatures('2026.2.2'))).toBe(unspecified);
  });
});

describe('the text of a NameID', () => {
  it.each([
    { mapping: 'email', text: 'alice@example.com' },
    { mapping: 'username', text: 'alice' },
    { mapping: 'name', text: 'Alice Example' },
    { mapping: 'uid', text: '5' },
    { mapping: 'upn', text: 'alice@example.com' },
    { mapping: 'ms-windowsaccountname', text: 'alice' },
  ] satisfies { mapping: ManagedMapping; text: string }[])(
    'is $text by the mapping $mapping, whatever the format',
    ({ mapping, text }) => {
      for (const format of [emailAddress, transient, 'urn:example:shoe-size']) {
        expect(nameIdText(format, alice, { nameIdMapping: mapping }, 'hash')).toBe(text);
      }
    },
  );

  it.each([
    { format: emailAddress, text: 'alice@example.com' },
    { format: persistent, text: alice.uid },
    { format: unspecified, text: alice.uid },
    { format: transient, text: 'hash' },
    { format: nameIdFormats.windowsDomainQualifiedName, text: 'alice@corp.example.com' },
  ])('without a mapping is $text for $format', ({ format, text }) => {
    const user = { ...alice, upn: 'alice@corp.example.com' };
    expect(nameIdText(format, user, {}, 'hash')).toBe(text);
  });

  it('is empty for a user without an e-mail address', () => {
    expect(nameIdText(emailAddress, bob, { nameIdMapping: 'email' }, 'hash')).toBe('');
  });

  it('does not exist for a format that nobody serves', () => {
    expect(() => nameIdText('urn:example:shoe-size', alice, {}, 'hash')).toThrow(
      new UnsupportedNameIdFormat(
        'Assertion contains NameID with unsupported format urn:example:shoe-size.',
      ),
    );
  });
});
