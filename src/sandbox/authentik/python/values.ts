/** What an expression can have as its value. Tuples are lists. */
export type PythonValue =
  | string
  | number
  | boolean
  | null
  | readonly PythonValue[]
  | ReadonlyMap<string, PythonValue>
  | PythonObject
  | Callable;

/** Something that can be called. */
export type Callable = (...given: PythonValue[]) => PythonValue;

/** Something whose attributes can be read, such as a user. */
export class PythonObject {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, PythonValue>;

  constructor(name: string, attributes: Readonly<Record<string, PythonValue>>) {
    this.name = name;
    this.attributes = new Map(Object.entries(attributes));
  }
}

/** Marks a name that `raise` may be given. */
export class Exception extends PythonObject {}

/** Marks a name that later releases know and this one does not. */
export class Undefined extends PythonObject {}

/** Whether a value counts as true: nothing, zero and what is empty do not. */
export function isTrue(value: PythonValue): boolean {
  if (value === null || value === false || value === 0 || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !(value instanceof Map) || value.size > 0;
}

/** A text, character by character as Python counts them. */
export function characters(text: string): string[] {
  return [...text];
}

/** Whether two values are equal, lists and dicts by what they hold. */
export function isEqual(one: PythonValue, other: PythonValue): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, i) => isEqual(each, other[i] ?? null));
  }
  if (one instanceof Map && other instanceof Map) {
    const keys = [...one.keys()];
    return one.size === other.size && keys.every((key) => isEqual(one.get(key), other.get(key)));
  }
  return one === other;
}

/** The name of a value's type, as Python's messages have it. */
export function typeName(value: PythonValue): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'dict';
  if (value instanceof PythonObject) return value.name;
  const names = { string: 'str', number: 'int', boolean: 'bool' };
  return new Map(Object.entries(names)).get(typeof value) ?? 'function';
}
