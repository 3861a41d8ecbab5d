import { variableOf } from './flag-name.js';
import type { CommandName, Group, Input, InputKind } from './input.js';
import { parseBoolean } from './values/booleans.js';

/** What every row of the table says; the rest of an `Input` follows from it. */
export interface Row<K extends string> {
  readonly key: K;
  readonly flag: string;
  readonly variable?: string;
  readonly otherVariables?: readonly string[];
  readonly group: Group;
  readonly commands: readonly CommandName[];
  readonly about: string;
  readonly where?: string;
  readonly question?: string;
  readonly example?: string;
  readonly neededToLook?: boolean;
  readonly unit?: 'ms';
}

interface Reading<V> {
  readonly kind: InputKind;
  readonly default: V;
  readonly defaultText?: string;
  readonly parse: (text: string) => V;
  readonly gather?: (texts: readonly string[]) => V;
}

function inputOf<K extends string, V>(row: Row<K>, reading: Reading<V>): Input<V, K> {
  return {
    key: row.key,
    kind: reading.kind,
    flag: row.flag,
    variable: row.variable ?? variableOf(row.flag),
    otherVariables: row.otherVariables ?? [],
    group: row.group,
    commands: row.commands,
    about: row.about,
    where: row.where,
    question: row.question,
    example: row.example,
    neededToLook: row.neededToLook ?? false,
    unit: row.unit,
    default: reading.default,
    defaultText: reading.defaultText,
    parse: reading.parse,
    gather: reading.gather,
  };
}

/** An input that may be absent. */
export function optional<K extends string, T>(
  row: Row<K>,
  parse: (text: string) => T,
): Input<T | undefined, K> {
  return inputOf<K, T | undefined>(row, { kind: 'text', default: undefined, parse });
}

/** An input with a default, written as a person would write it. */
export function withDefault<K extends string, T>(
  row: Row<K>,
  defaultText: string,
  parse: (text: string) => T,
): Input<T, K> {
  return inputOf(row, { kind: 'text', default: parse(defaultText), defaultText, parse });
}

/** An input whose flag names a file and whose value is never shown. */
export function secret<K extends string, T>(
  row: Row<K>,
  parse: (text: string) => T,
): Input<T | undefined, K> {
  return inputOf<K, T | undefined>(row, { kind: 'secret', default: undefined, parse });
}

/** Several values of one kind: a repeated flag, or one variable with commas. */
export function list<K extends string, T>(
  row: Row<K>,
  parseOne: (text: string) => T,
): Input<readonly T[] | undefined, K> {
  const gather = (texts: readonly string[]): readonly T[] => [...new Set(texts.map(parseOne))];
  return inputOf<K, readonly T[] | undefined>(row, {
    kind: 'list',
    default: undefined,
    parse: (text) => gather(text.split(',').filter((part) => part.trim() !== '')),
    gather,
  });
}

/** Off unless its flag or variable turns it on. */
export function onSwitch<K extends string>(row: Row<K>): Input<boolean, K> {
  return inputOf(row, { kind: 'switch', default: false, parse: parseBoolean });
}

/** On unless its `--no-…` flag or variable turns it off. */
export function offSwitch<K extends string>(row: Row<K>): Input<boolean, K> {
  return inputOf(row, {
    kind: 'off switch',
    default: true,
    parse: (text) => !parseBoolean(text),
  });
}

/** Undecided unless its flag, its `--no-…` flag or its variable says yes or no. */
export function choice<K extends string>(row: Row<K>): Input<boolean | undefined, K> {
  return inputOf<K, boolean | undefined>(row, {
    kind: 'choice',
    default: undefined,
    parse: parseBoolean,
  });
}
