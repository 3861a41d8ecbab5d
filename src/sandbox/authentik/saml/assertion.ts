import { samlAttributes } from './attributes.js';
import type { LoginUser, SamlProviderSettings } from './login-world.js';
import type { NameId } from './name-id.js';
import type { LoginFeatures } from './release-features.js';
import { element, escaped } from './xml.js';

/** Everything an assertion says, decided before it is written. */
export interface AssertionFacts {
  id: string;
  issuer: string;
  user: LoginUser;
  nameId: NameId;
  /** The ID of the request that is answered; undefined when nobody asked. */
  inResponseTo: string | undefined;
  provider: SamlProviderSettings;
  now: Date;
  /** When the user gave the password. */
  signedInAt: Date;
  /** Hash of the session, hexadecimal. */
  sessionHash: string;
  features: LoginFeatures;
}

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

/** An unsigned assertion, elements and attributes in the order of the recorded servers. */
export function assertion(facts: AssertionFacts): string {
  return element(
    'saml:Assertion',
    { Version: '2.0', ID: facts.id, IssueInstant: instant(facts.now) },
    element('saml:Issuer', {}, escaped(facts.issuer)),
    subject(facts),
    conditions(facts),
    authnStatement(facts),
    attributeStatement(facts),
  );
}

/** A moment as authentik writes it: UTC, whole seconds. */
export function instant(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A negative number of minutes lies before the moment. */
function minutesFrom(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

function subject({ nameId, inResponseTo, provider, now }: AssertionFacts): string {
  const data = element('saml:SubjectConfirmationData', {
    InResponseTo: inResponseTo,
    NotOnOrAfter: instant(minutesFrom(now, provider.notOnOrAfterMinutes)),
    Recipient: provider.acsUrl,
  });
  return element(
    'saml:Subject',
    {},
    element('saml:NameID', { Format: nameId.format }, escaped(nameId.text)),
    element('saml:SubjectConfirmation', { Method: BEARER }, data),
  );
}

function conditions({ provider, now }: AssertionFacts): string {
  const audience = element('saml:Audience', {}, escaped(provider.audience));
  return element(
    'saml:Conditions',
    {
      NotBefore: instant(minutesFrom(now, provider.notBeforeMinutes)),
      NotOnOrAfter: instant(minutesFrom(now, provider.notOnOrAfterMinutes)),
    },
    provider.audience === '' ? '' : element('saml:AudienceRestriction', {}, audience),
  );
}

function authnStatement(facts: AssertionFacts): string {
  const { provider, now, features } = facts;
  const authnInstant = features.authnInstantIsSignIn
    ? facts.signedInAt
    : minutesFrom(now, provider.notBeforeMinutes);
  const context = element('saml:AuthnContextClassRef', {}, PASSWORD);
  return element(
    'saml:AuthnStatement',
    {
      AuthnInstant: instant(authnInstant),
      SessionIndex: features.sessionIndexIsHash ? facts.sessionHash : facts.id,
      SessionNotOnOrAfter: instant(minutesFrom(now, provider.sessionMinutes)),
    },
    element('saml:AuthnContext', {}, context),
  );
}

function attributeStatement({ user, provider }: AssertionFacts): string {
  const attributes = samlAttributes(user, provider.attributeMappings).map(({ name, values }) =>
    element(
      'saml:Attribute',
      { Name: name },
      ...values.map((value) => element('saml:AttributeValue', {}, escaped(value))),
    ),
  );
  return element('saml:AttributeStatement', {}, ...attributes);
}
