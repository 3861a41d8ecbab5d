import { type Feature, has } from '../releases.js';
import { pkOf, type Row, type Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { type Check, InvalidValue } from './field.js';

/** Any text; blank ones only where `blank` says so. */
export function aText({ blank = false, most = Infinity } = {}): Check {
  return (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new InvalidValue(value === null ? noNull : 'Not a valid string.');
    }
    const text = String(value).trim();
    if (text === '' && !blank) throw new InvalidValue('This field may not be blank.');
    if (text.length > most) throw tooLong(most);
    return text;
  };
}

/** A URL with a scheme and a host; a host without a dot counts, as an internal one would. */
export function aUrl({ blank = false, most = Infinity } = {}): Check {
  const text = aText({ blank, most });
  return (value, world) => {
    const url = String(text(value, world));
    if (url !== '' && !(/^(https?|ftps?):\/\/[^\s/]+/i.test(url) && URL.canParse(url))) {
      throw new InvalidValue('Enter a valid URL.');
    }
    return url;
  };
}

/** A slug: letters, digits, underscores and hyphens. */
export function aSlug(): Check {
  return (value, world) => {
    const { release } = world;
    const slug = String(aText({ most: has(release, 'longSlug') ? Infinity : 50 })(value, world));
    if (/^[-a-zA-Z0-9_]+$/.test(slug)) return slug;
    const word = has(release, 'typographicQuotes') ? '“slug”' : '"slug"';
    throw new InvalidValue(
      `Enter a valid ${word} consisting of letters, numbers, underscores or hyphens.`,
    );
  };
}

export function aFlag(): Check {
  return (value) => {
    if (value === null) throw new InvalidValue(noNull);
    if (value === true || value === 'true' || value === 1) return true;
    if (value === false || value === 'false' || value === 0) return false;
    throw new InvalidValue('Must be a valid boolean.');
  };
}

export function anInteger(): Check {
  return (value) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (value === null) throw new InvalidValue(noNull);
    if (typeof number === 'number' && Number.isInteger(number)) return number;
    throw new InvalidValue('A valid integer is required.');
  };
}

/** One of some words; a word with a feature is one only from that release on. */
export function oneOf(words: readonly (string | readonly [string, Feature])[]): Check {
  return (value, { release }) => {
    const known = words.flatMap((word) => {
      if (typeof word === 'string') return [word];
      return has(release, word[1]) ? [word[0]] : [];
    });
    const found = known.find((word) => word === value);
    if (found === undefined) throw new InvalidValue(`"${String(value)}" is not a valid choice.`);
    return found;
  };
}

/** Any JSON object, such as a user's attributes. */
export function anObject(): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InvalidValue('Value must be a dictionary, and not have any duplicate keys.');
    }
    return JSON.parse(JSON.stringify(value));
  };
}

/** The key of another object, which must exist. */
export function aKeyOf(
  find: (world: World, pk: Value) => Row | undefined,
  keys: 'uuid' | 'integer',
): Check {
  return (value, world) => {
    if (value === null) throw new InvalidValue(noNull);
    if (keys === 'uuid') mustBeUuid(value);
    else mustBeIntegerKey(value);
    const row =
      typeof value === 'string' || typeof value === 'number' ? find(world, value) : undefined;
    if (row === undefined) {
      throw new InvalidValue(`Invalid pk "${String(value)}" - object does not exist.`);
    }
    return pkOf(row);
  };
}

/** A list, each of whose entries passes a check. */
export function listOf(check: Check): Check {
  return (value, world) => {
    if (!Array.isArray(value)) {
      throw new InvalidValue(`Expected a list of items but got type "${typeName(value)}".`);
    }
    return value.map((entry: unknown) => check(entry, world));
  };
}

/** The same, or null. */
export function orNull(check: Check): Check {
  return (value, world) => (value === null ? null : check(value, world));
}

const noNull = 'This field may not be null.';

function mustBeUuid(value: unknown): void {
  const uuid = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
  if (!uuid.test(String(value))) throw new InvalidValue(`“${String(value)}” is not a valid UUID.`);
}

function mustBeIntegerKey(value: unknown): void {
  if (!/^\d+$/.test(String(value)) || typeof value === 'boolean') {
    throw new InvalidValue(`Incorrect type. Expected pk value, received ${typeName(value)}.`);
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  const names: Record<string, string> = {
    string: 'str',
    number: 'int',
    boolean: 'bool',
    object: 'dict',
  };
  return names[typeof value] ?? typeof value;
}

function tooLong(most: number): InvalidValue {
  return new InvalidValue(`Ensure this field has no more than ${most} characters.`);
}
