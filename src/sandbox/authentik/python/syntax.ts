/** What an expression is made of. */
export type Expression =
  | { kind: 'constant'; value: string | number | boolean | null }
  | { kind: 'name'; name: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'dict'; entries: [Expression, Expression][] }
  | { kind: 'each'; item: Expression; name: string; from: Expression; where: Expression[] }
  | { kind: 'attribute'; of: Expression; name: string }
  | { kind: 'item'; of: Expression; key: Expression }
  | { kind: 'slice'; of: Expression; from: Expression | undefined; to: Expression | undefined }
  | { kind: 'call'; what: Expression; given: Expression[] }
  | { kind: 'not'; value: Expression }
  | { kind: 'and' | 'or'; one: Expression; other: Expression }
  | { kind: 'compare'; operator: string; one: Expression; other: Expression }
  | { kind: 'plus' | 'minus'; one: Expression; other: Expression }
  | { kind: 'choice'; test: Expression; one: Expression; other: Expression };

/** What a statement does. */
export type Statement =
  | { kind: 'assign'; names: string[]; value: Expression }
  | { kind: 'return'; value: Expression }
  | { kind: 'raise'; exception: Expression }
  | { kind: 'if'; test: Expression; then: Statement[]; otherwise: Statement[] }
  | { kind: 'def'; name: string; parameters: string[]; body: Statement[] }
  | { kind: 'evaluate'; value: Expression }
  | { kind: 'pass' };
