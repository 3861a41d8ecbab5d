import { catalogue, type NamedFault } from './catalogue.js';

/** A fault that was asked for, understood. */
export interface WantedFault extends NamedFault {
  /** As it was written. */
  readonly text: string;
  /** Empty where the kind takes none. */
  readonly value: string;
  /** How many requests pass before it begins. */
  readonly after: number;
  /** How often it happens. */
  readonly times: number;
  /** What an operation has to begin with, blanks left out; empty: anything. */
  readonly on: string;
  /** Whose requests it meets; both unless told otherwise. */
  readonly from: 'tool' | 'authentik' | undefined;
}

/** A text that names no fault, or one in a way that it does not take. */
export class UnknownFault extends Error {
  override readonly name = 'UnknownFault';
  /** The name alone, without value and conditions. */
  readonly wanted: string;
  /** Whether the name is right and only what follows it is not. */
  readonly nameIsKnown: boolean;

  constructor(wanted: string, message: string, nameIsKnown: boolean) {
    super(message);
    this.wanted = wanted;
    this.nameIsKnown = nameIsKnown;
  }
}

/** What may follow a fault after `+`, for help. */
export const conditions = [
  { text: '+after=N', about: 'lets N requests pass before it begins' },
  { text: '+times=N', about: 'happens N times and is gone then' },
  { text: '+on=OPERATION', about: 'only for requests such as POST/providers/saml/ or sso:List' },
  { text: '+from=tool|authentik', about: 'only for what this program, or the sync, sends' },
] as const;

/**
 * Reads `NAME[=VALUE][+CONDITION…]`, such as `authentik-unavailable=5+after=3+times=2`.
 * @throws UnknownFault
 */
export function readFault(text: string): WantedFault {
  const [head = '', ...rest] = text.trim().split('+');
  const [name = '', given] = cutAt(head, '=');
  const named = catalogue.find((fault) => fault.name === name);
  if (named === undefined) throw new UnknownFault(name, `There is no fault "${name}"`, false);
  const value = readValue(named, given);
  const told = new Map(rest.map((part) => conditionOf(name, part)));
  return {
    ...named,
    ...{ text: text.trim(), value },
    after: Number(told.get('after') ?? 0),
    times: Number(told.get('times') ?? named.kind.times ?? Number.POSITIVE_INFINITY),
    on: (told.get('on') ?? '').replaceAll(' ', ''),
    from: whoseOf(told.get('from')),
  };
}

function readValue({ name, kind: { value: rule } }: NamedFault, given: string | undefined): string {
  if (rule === undefined) {
    if (given === undefined) return '';
    throw new UnknownFault(name, `The fault ${name} takes no value`, true);
  }
  const value = given ?? rule.unless ?? '';
  if (rule.pattern.test(value)) return value;
  throw new UnknownFault(name, `The fault ${name} takes ${name}=${rule.name}`, true);
}

const forms: Readonly<Record<string, RegExp>> = {
  after: /^\d{1,6}$/,
  times: /^\d{1,6}$/,
  on: /./,
  from: /^(?:tool|authentik)$/,
};

function conditionOf(name: string, part: string): [string, string] {
  const [key = '', value = ''] = cutAt(part, '=');
  if (forms[key]?.test(value) === true) return [key, value];
  const known = conditions.map((condition) => condition.text).join(' ');
  throw new UnknownFault(name, `After ${name} may follow ${known}, not +${part}`, true);
}

function whoseOf(text: string | undefined): WantedFault['from'] {
  return text === 'tool' || text === 'authentik' ? text : undefined;
}

function cutAt(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
