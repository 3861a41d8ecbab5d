/** A text that is not Python. The message begins as Python's own does. */
export class NotPython extends Error {
  constructor(line: number) {
    super(`invalid syntax (line ${line})`);
  }
}

/** What this sandbox does not understand, though it may be Python. */
export class BeyondThisSandbox extends Error {
  constructor(what: string) {
    super(`This sandbox understands only the Python of simple mappings, and not ${what}.`);
  }
}

/** What went wrong while Python ran, in Python's words: `IndexError: list index out of range`. */
export class Raised extends Error {
  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
  }
}

/** `raise Name` of an exception that whoever evaluates has given a meaning. */
export class RaisedByName extends Error {
  readonly exception: string;

  constructor(exception: string) {
    super(exception);
    this.exception = exception;
  }
}
