import fc from 'fast-check';
import { hostileText } from './text.js';

/** A server's answer, as much of it as is twisted. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What becomes of an answer that was good. */
export type Twist = (answer: Answer) => Answer;

/** JSON that is well-formed and no program hopes for; as text, since some has no value here. */
const awkward = [
  ...[
    'null',
    'true',
    '0',
    '-1',
    '1.5',
    '1e308',
    '1e400',
    '-0',
    '9007199254740993',
    '""',
    '[]',
    '{}',
  ],
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  '[null]',
  '[[]]',
  '{"toString":1,"valueOf":2,"then":3,"length":-1,"next":4}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  `"${'x'.repeat(100_000)}"`,
  `[${'1,'.repeat(20_000)}1]`,
  '"\\u0000\\u001b[2J"',
  '"2026-99-99T99:99:99Z"',
];

const awkwardValue = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...awkward) },
  { weight: 2, arbitrary: hostileText.map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.json() },
);

/** Stands for the place of a value until its text is put there. */
const HOLE = '\u0000hole\u0000';

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.keys(value).flatMap((key) =>
    pathsOf(Reflect.get(value, key), [...path, key]),
  );
  return [path, ...inner];
}

/** The value with something else at one of its places. */
function withHole(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return HOLE;
  const copy: object = Array.isArray(value) ? [...value] : { ...Object(value) };
  Reflect.set(copy, key, withHole(Reflect.get(copy, key), rest));
  return copy;
}

function without(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (rest.length > 0) Reflect.set(copy, key, without(Reflect.get(copy, key), rest));
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else Reflect.deleteProperty(copy, key);
  return copy;
}

function atPath(place: number, change: (value: unknown, path: Path) => string): Twist {
  return (answer) => {
    try {
      const value: unknown = JSON.parse(answer.text);
      const paths = pathsOf(value);
      return { ...answer, text: change(value, paths[place % paths.length] ?? []) };
    } catch {
      return answer;
    }
  };
}

const replaced = fc
  .tuple(fc.nat(), awkwardValue)
  .map(([place, text]) =>
    atPath(place, (value, path) =>
      JSON.stringify(withHole(value, path)).replace(JSON.stringify(HOLE), () => text),
    ),
  );

const dropped = fc
  .nat()
  .map((place) => atPath(place, (value, path) => JSON.stringify(without(value, path))));

const added = fc.tuple(fc.constantFrom('__proto__', 'constructor', 'extra'), awkwardValue).map(
  ([key, text]): Twist =>
    (answer) => ({ ...answer, text: answer.text.replace(/^\{/, () => `{"${key}":${text},`) }),
);

const whole = fc
  .tuple(
    fc.oneof(
      awkwardValue,
      fc.constantFrom('', '\0', '{', '<html><title>Sign in</title></html>', 'ok'),
    ),
    fc.constantFrom(200, 200, 201, 204, 301, 400, 401, 403, 404, 405, 409, 418, 500),
  )
  .map(
    ([text, status]): Twist =>
      () => ({ status, text }),
  );

const cutOff = fc.nat().map(
  (place): Twist =>
    (answer) => ({ ...answer, text: answer.text.slice(0, place % (answer.text.length + 1)) }),
);

/** What a hostile or broken server, or whatever is in front of it, makes of its answers. */
export const twist: fc.Arbitrary<Twist> = fc.oneof(
  { weight: 6, arbitrary: replaced },
  { weight: 3, arbitrary: dropped },
  { weight: 2, arbitrary: added },
  { weight: 2, arbitrary: whole },
  { weight: 1, arbitrary: cutOff },
);

/** An answer in which every name and text that a person gave is another one. */
export function renamed(text: string): Twist {
  return (answer) => {
    try {
      const value = JSON.stringify(JSON.parse(answer.text), (key, each: unknown) =>
        typeof each === 'string' && names.has(key) ? `${each}${text}` : each,
      );
      return { ...answer, text: value };
    } catch {
      return answer;
    }
  };
}

/** Fields in which either system shows what somebody called something. */
const names = new Set([
  ...['name', 'username', 'email', 'detail', 'subject', 'cert_subject', 'verbose_name', 'title'],
  ...['UserName', 'DisplayName', 'Value', 'Name', 'Message', 'message', 'event'],
]);
