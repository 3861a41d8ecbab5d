/** What is known to be private, by kind; the kinds are the words that stand in its place. */
export type Private = Readonly<
  Record<'host' | 'email' | 'user' | 'group' | 'name', Iterable<string>> & {
    /** Of files and folders, as they are shown; those above them are masked apart. */
    path?: Iterable<string>;
  }
>;

type Kind =
  | keyof Private
  | 'account'
  | 'instance'
  | 'store'
  | 'id'
  | 'key'
  | 'address'
  | 'resource';

/** Hosts of AWS that say nothing of whose they are; what identifies somebody in them is masked apart. */
const PUBLIC_HOST =
  /(?:^|\.)(?:amazonaws\.com|amazonaws\.cn|amazonaws-us-gov\.com|aws\.amazon\.com|signin\.aws|api\.aws)$/;

/** What identifies somebody by its form alone. */
const FORMS: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [/[^\s"'<>(),;:]+@[^\s"'<>(),;:]+\.\p{L}{2,}/gu, 'email'],
  [/\b(?:sso)?ins-[0-9a-f]{16}\b/g, 'instance'],
  [/(?<=\/instances\/)[0-9a-f]{16}\b/g, 'instance'],
  [/\bd-[0-9a-f]{10}\b/g, 'store'],
  [/(?<=\/platform\/saml\/acs\/)[A-Za-z0-9-]+/g, 'id'],
  [/(?<=\/)[A-Za-z0-9-]+(?=\/scim\/v2)/g, 'id'],
  [/\b\w*[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, 'id'],
  [/\b(?:[0-9a-f]{2}:){19,}[0-9a-f]{2}\b/gi, 'id'],
  [/\b\d{12}\b/g, 'account'],
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{8,}\b/g, 'key'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, 'address'],
];

/** Characters that no text has, to stand for words until all is masked. */
const FIRST = 0xf0000;

/** Puts signs in the place of words, so that what is settled is not touched again. */
interface Signs {
  /** The sign of a private thing: the same for the same thing. */
  mask(kind: Kind, value: string): string;
  /** The sign of something that stays as it is. */
  keep(text: string): string;
  /** A text with all its signs spelled out. */
  spell(text: string): string;
}

/**
 * Masks what would say whose set-up a report is about: the same thing becomes the same word
 * wherever it stands, such as `user-2`.
 * @param home the home directory, which names its owner
 */
export function createMask(known: Private, home: string | undefined): (text: string) => string {
  const signs = createSigns();
  const atHome = (text: string) => (home ? text.replaceAll(home, '~') : text);
  const [paths, names] = [pathsIn(known, atHome), namesIn(known)];
  return (text) => {
    const shown = maskNames(atHome(text), paths, signs);
    const settled = maskHosts(maskResources(shown, signs), signs);
    return signs.spell(maskForms(maskNames(settled, names, signs), signs));
  };
}

function createSigns(): Signs {
  const words: string[] = [];
  const signs = new Map<string, string>();
  const counts = new Map<Kind, number>();
  const signOf = (key: string, word: () => string): string => {
    const standing = signs.get(key);
    if (standing !== undefined) return standing;
    const sign = String.fromCodePoint(FIRST + words.length);
    words.push(word());
    signs.set(key, sign);
    return sign;
  };
  return {
    keep: (text) => signOf(`keep ${text}`, () => text),
    mask: (kind, value) =>
      signOf(`${kind} ${kind === 'host' ? value.toLowerCase() : value}`, () => {
        const number = (counts.get(kind) ?? 0) + 1;
        counts.set(kind, number);
        return `${kind}-${number}`;
      }),
    spell: (text) =>
      [...text].map((sign) => words[(sign.codePointAt(0) ?? 0) - FIRST] ?? sign).join(''),
  };
}

/** Of an ARN partition, service, Region and the kind of resource stay. */
function maskResources(text: string, { keep, mask }: Signs): string {
  return text.replace(
    /\b(arn:[\w-]+:[\w-]+:[\w-]*:)([^\s:]*)(:(?:user|role|group|assumed-role|key)\/)([^\s"',;)]+)/g,
    (_arn, begin: string, account: string, kind: string, resource: string) =>
      keep(begin) +
      (account === '' ? '' : mask('account', account)) +
      keep(kind) +
      mask('resource', resource),
  );
}

function maskHosts(text: string, signs: Signs): string {
  return text.replace(/(?<=https?:\/\/)[^\s/"'<>(),;]+/g, (host) => {
    const isPublic = PUBLIC_HOST.test(host) && maskForms(host, signs) === host;
    return isPublic ? signs.keep(host) : signs.mask('host', host);
  });
}

type Name = readonly [kind: keyof Private, name: string];

function namesIn(known: Private): Name[] {
  const kinds = ['email', 'host', 'user', 'group', 'name'] as const;
  return sorted(kinds.flatMap((kind) => [...known[kind]].map((name): Name => [kind, name])));
}

function pathsIn({ path = [] }: Private, atHome: (text: string) => string): Name[] {
  return sorted([...path].map((name): Name => ['path', atHome(name)]));
}

/** The longest first, for one may stand within another. */
function sorted(names: readonly Name[]): Name[] {
  return names.filter(([, name]) => name !== '').sort(([, a], [, b]) => b.length - a.length);
}

function maskNames(text: string, names: readonly Name[], { mask }: Signs): string {
  return names.reduce(
    (masked, [kind, name]) =>
      masked.includes(name) ? masked.replace(whole(kind, name), () => mask(kind, name)) : masked,
    text,
  );
}

/** A name as a word of its own. That of a host or file may be a part of another file's name. */
function whole(kind: keyof Private, name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const inFiles = kind === 'path' || (kind === 'host' && /[.:]/.test(name));
  const word = inFiles ? '[\\p{L}\\p{N}]' : '[\\p{L}\\p{N}_@-]';
  return new RegExp(`(?<!${word})${escaped}(?!${word})`, 'gu');
}

function maskForms(text: string, { mask }: Signs): string {
  return FORMS.reduce(
    (masked, [pattern, kind]) => masked.replace(pattern, (value) => mask(kind, value)),
    text,
  );
}
