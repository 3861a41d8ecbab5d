import { BeyondThisSandbox } from './errors.js';
import type { Line, Token } from './tokens.js';

/** Goes through the tokens of one line. */
export class Reader {
  readonly line: Line;
  #at = 0;

  constructor(line: Line) {
    this.line = line;
  }

  get next(): Token | undefined {
    return this.line.tokens[this.#at];
  }

  /** Whether the next token is one of these keywords or operators. */
  sees(...values: string[]): boolean {
    const { next } = this;
    if (next === undefined || (next.kind !== 'keyword' && next.kind !== 'operator')) return false;
    return values.includes(next.value);
  }

  /** Takes the next token if it is this keyword or operator. */
  took(value: string): boolean {
    const sees = this.sees(value);
    if (sees) this.#at++;
    return sees;
  }

  /** Takes the next token, which must be there. */
  take(): Token {
    const { next } = this;
    if (next === undefined) throw this.wrong();
    this.#at++;
    return next;
  }

  /** Takes a keyword or operator that must come next. */
  demand(value: string): void {
    if (!this.took(value)) throw this.wrong();
  }

  /** Takes a name that must come next. */
  name(): string {
    const token = this.take();
    if (token.kind !== 'name') throw this.wrong();
    return token.value;
  }

  /** Nothing may be left. */
  end(): void {
    if (this.next !== undefined) throw this.wrong();
  }

  /** What to throw for a token that nothing here is prepared for. */
  wrong(): BeyondThisSandbox {
    return new BeyondThisSandbox(`what stands in its line ${this.line.number}`);
  }
}
