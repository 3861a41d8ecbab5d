import fc from 'fast-check';
import { attack } from './text.js';

const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** What every good document here says, however it is written. */
export const meant = {
  entityId: 'https://sp.example.com/d-1?a=1&b=2',
  acsUrl: 'https://sp.example.com/acs?x=1&y=2',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
} as const;

/** A document and the bytes in which it is kept. */
export interface Written {
  readonly text: string;
  readonly bytes: Buffer;
}

const prefix = fc.constantFrom('', 'md:', 'x:', 'saml2p:');
const blank = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\r\n\t',
  '<!-- a -->',
  '<?pi x?>',
  '<!-- </md:X> -->',
);
const quote = fc.constantFrom('"', "'");
const escaped = (text: string) => text.replaceAll('&', '&amp;');

/** A character reference in place of one letter, as XML allows everywhere. */
const referring = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.replace('e', '&#101;'),
  (text) => text.replace('e', '&#x65;'),
);

const declaration = fc.constantFrom(
  ...['', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>\n'],
  '<?xml version="1.0" encoding="utf-16" standalone="yes"?>',
);

/** Good metadata of one service provider, in all the ways in which it may be written. */
export const goodText: fc.Arbitrary<string> = fc
  .record({ p: prefix, q: quote, b: blank, c: blank, d: declaration, refer: referring })
  .chain((form) => fc.boolean().map((grouped) => documentOf(form, grouped)));

interface Form {
  readonly p: string;
  readonly q: string;
  readonly b: string;
  readonly c: string;
  readonly d: string;
  readonly refer: (text: string) => string;
}

function documentOf({ p, q, b, c, d, refer }: Form, grouped: boolean): string {
  const xmlns = p === '' ? 'xmlns' : `xmlns:${p.slice(0, -1)}`;
  const value = (text: string) => q + refer(escaped(text)) + q;
  const service = `<${p}AssertionConsumerService Binding=${value(POST)} Location=${value(meant.acsUrl)} index=${q}0${q}/>`;
  const format = `<${p}NameIDFormat>${meant.nameIdFormat}</${p}NameIDFormat>`;
  const role = `<${p}SPSSODescriptor>${b}${format}${c}${service}${b}</${p}SPSSODescriptor>`;
  const entity = `<${p}EntityDescriptor ${xmlns}=${q}${METADATA}${q} entityID=${value(meant.entityId)}>${c}${role}${b}</${p}EntityDescriptor>`;
  const whole = grouped
    ? `<${p}EntitiesDescriptor ${xmlns}=${q}${METADATA}${q}>${b}${entity}</${p}EntitiesDescriptor>`
    : entity;
  return d + whole;
}

const encodings: ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\uFEFF${text}`),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
];

/** Good metadata in every encoding that names itself by its byte order mark. */
export const goodMetadata: fc.Arbitrary<Written> = fc
  .tuple(goodText, fc.constantFrom(...encodings))
  .map(([text, encode]) => ({ text, bytes: encode(text) }));

const entities = Array.from(
  { length: 12 },
  (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`,
);
const bomb = `<!DOCTYPE x [<!ENTITY e0 "ha">${entities.join('')}]>`;

/** What is put into a document to make a parser read, grow or believe something else. */
const traps = [
  bomb,
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
  '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
  '&e;',
  '&e12;',
  '&lt;!DOCTYPE',
  '&#0;',
  '&#xffffffff;',
  '&#x1b;[2J',
  '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>',
  '<?xml-stylesheet href="file:///etc/passwd"?>',
  '<![CDATA[<EntityDescriptor>]]>',
  `<EntityDescriptor xmlns="${METADATA}" entityID="https://evil.example"/>`,
  `<SPSSODescriptor xmlns="${METADATA}"><AssertionConsumerService Location="https://evil.example"/></SPSSODescriptor>`,
  '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object/></Signature>',
  ' entityID="https://evil.example"',
  ' xmlns:md="urn:evil"',
  ' Location="https://evil.example"',
  '<__proto__>x</__proto__>',
  '<constructor><prototype>x</prototype></constructor>',
  '<toString/>',
  ' __proto__="x" constructor="y"',
  '<a>'.repeat(20_000),
  `${'<a>'.repeat(500)}${'</a>'.repeat(500)}`,
  ' a="b"'.repeat(5000),
  `<!-- ${'-'.repeat(50_000)} -->`,
  '\0',
  '\ufffe',
  ']]>',
];

type Change = (text: string, at: number, other: number, put: string) => string;

const changes: Change[] = [
  (text, at, _other, put) => text.slice(0, at) + put + text.slice(at),
  (text, at, other) => text.slice(0, Math.min(at, other)) + text.slice(Math.max(at, other)),
  (text, at, other) => text + text.slice(Math.min(at, other), Math.max(at, other)),
  (text, at) => text.slice(0, at),
  (text, _at, _other, put) => put + text,
  (text) => text + text,
];

const changedText = fc
  .tuple(
    goodText,
    fc.array(
      fc.tuple(
        fc.constantFrom(...changes),
        fc.nat(),
        fc.nat(),
        fc.oneof(fc.constantFrom(...traps), attack),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([text, each]) =>
    each.reduce(
      (before, [change, at, other, put]) =>
        change(before, at % (before.length + 1), other % (before.length + 1), put),
      text,
    ),
  );

/** Metadata with traps in it, cut, doubled, in wrong encodings, or no metadata at all. */
export const hostileMetadata: fc.Arbitrary<Buffer> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(changedText, fc.constantFrom(...encodings))
      .map(([text, encode]) => encode(text)),
  },
  fc
    .tuple(goodText, fc.constantFrom('utf16le', 'latin1', 'base64', 'hex'))
    .map(([text, as]) => Buffer.from(text, as as BufferEncoding)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);
