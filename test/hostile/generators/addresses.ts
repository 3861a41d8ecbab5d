import fc from 'fast-check';
import { attack, spoilt } from './text.js';

const region = fc.constantFrom('eu-central-1', 'us-east-1', 'us-gov-west-1', 'cn-north-1');
const tenant = fc.constantFrom('2d737f96-55fb-4035-953e-5e24134eb778', '1a2b', 'A-1');

/** Hosts of AWS, of each kind of address and partition. */
const awsHost = fc
  .tuple(
    region,
    fc.constantFrom(
      '.signin.aws.amazon.com',
      '.signin.aws',
      '.sso.signin.aws',
      '.signin.amazonaws-us-gov.com',
      '.signin.amazonaws.cn',
    ),
  )
  .map((parts) => parts.join(''));

const scimHost = fc
  .tuple(region, fc.constantFrom('.amazonaws.com', '.amazonaws.com.cn', '.api.aws'))
  .map(([name, end]) => `scim.${name}${end}`);

const portalHost = fc.constantFrom(
  'd-1234567890.awsapps.com',
  'my-alias.awsapps.com',
  'ssoins-1234567890abcdef.eu-central-1.portal.amazonaws.com',
  'ssoins-1234567890abcdef.portal.eu-central-1.app.aws',
  'start.us-gov-home.awsapps.com',
);

/** A host that looks like another one and is not it. */
function lookAlike(host: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const disguises: ((name: string) => string)[] = [
    (name) => `${name}.evil.com`,
    (name) => `${name}.evil`,
    (name) => `evil-${name}`,
    (name) => `evil.${name}`,
    (name) => `${name}@evil.com`,
    (name) => `${name}:443@evil.com`,
    (name) => `evil.com/${name}`,
    (name) => `evil.com#${name}`,
    (name) => `evil.com?${name}`,
    (name) => `evil.com\\${name}`,
    (name) => `${name}\\@evil.com`,
    (name) => `${name}\u3002evil.com`,
    (name) => `${name}%2eevil.com`,
    (name) => `${name}%00.evil.com`,
    (name) => `xn--${name}`,
    (name) => name.replace('a', '\u0430'),
    (name) => name.replaceAll('.', '\u3002'),
    (name) => name.replace(/^./, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
    (name) => name.replace('amazon', 'arnazon'),
    (name) => name.replace(/\./, '-'),
    (name) => `${name}.`,
    (name) => name.toUpperCase(),
    (name) => `${name}:8443`,
    (name) => `${name}:443`,
    (name) => `user:password@${name}`,
    (name) => `${'a'.repeat(5000)}.${name}`,
  ];
  return fc.tuple(host, fc.constantFrom(...disguises)).map(([name, disguise]) => disguise(name));
}

function pasted(host: fc.Arbitrary<string>, path: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const scheme = fc.constantFrom(
    'https://',
    'https://',
    'https://',
    'http://',
    'HTTPS://',
    '//',
    '',
  );
  const odd = fc.constantFrom(
    'https:\\\\',
    'https:/',
    'https:',
    'javascript://',
    'file:///',
    'data:,',
  );
  const end = fc.constantFrom('', '', '', '/', '?x=1', '#x', '/..', '/%2e%2e/', '//', '/./', '\n');
  const wrap = fc.constantFrom('', '', '"', "'", '<', ' ', '\t', '\ufeff');
  const whole = fc
    .tuple(wrap, fc.oneof({ weight: 6, arbitrary: scheme }, odd), host, path, end, wrap)
    .map((parts) => parts.join(''));
  return fc.oneof({ weight: 3, arbitrary: whole }, spoilt(whole), fc.webUrl(), attack);
}

function hosts(own: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 2, arbitrary: own }, { weight: 3, arbitrary: lookAlike(own) });
}

const acsPath = tenant.map((each) => `/platform/saml/acs/${each}`);
const scimPath = tenant.map((each) => `/${each}/scim/v2`);

/** What people may paste for an ACS URL: good ones, look-alikes and nonsense. */
export const pastedAcsUrl = pasted(hosts(awsHost), acsPath);

/** The same for the issuer of AWS. */
export const pastedIssuer = pasted(
  hosts(awsHost),
  fc.constantFrom('/platform/saml/d-1234567890', '/platform/saml/x'),
);

/** The same for the address of the access portal. */
export const pastedPortal = pasted(
  hosts(portalHost),
  fc.constantFrom('/start', '', '/directory/my-alias'),
);

/** The same for the SCIM endpoint. */
export const pastedScimEndpoint = pasted(hosts(scimHost), scimPath);

const authentikHost = fc.constantFrom(
  ...['auth.example.com', 'localhost', 'localhost:9000', '127.0.0.1', '127.1', '2130706433'],
  ...['0x7f000001', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '[::]', '10.0.0.1', 'idp.localhost'],
  ...['127.0.0.1.evil.com', 'localhost.evil.com', 'evil-localhost', '127.0.0.256', 'localhost.'],
  ...['127.0.0.1.nip.io', '0177.0.0.1', '[::ffff:7f00:1]', '[0:0:0:0:0:0:0:1]', '128.0.0.1'],
);

/** What people may give for the address of authentik. */
export const givenAuthentikUrl = pasted(
  hosts(authentikHost),
  fc.constantFrom('', '/', '/if/admin/', '/authentik', '/api/v3/', '/if/flow/x/?next=%2F'),
);
