/**
 * Control characters, invisible formatting characters (zero-width, bidirectional overrides, tags),
 * line and paragraph separators, lone surrogates: what can steer a terminal or hide in a name.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The same without what JSON text needs between its values. */
const UNPRINTABLE_IN_JSON = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}

function visibleUnlessLayout(character: string): string {
  return character === '\n' ? '\n' : visible(character);
}

/**
 * Makes a text from outside safe for a terminal: whatever could move the cursor, recolour, reorder
 * or hide becomes a visible escape such as `\x1b` or `\u{200b}`. Line breaks stay, tabs become two
 * spaces. Nothing is dropped silently, because an invisible character in a user name is exactly
 * what a reader has to see: NameID and user name are compared byte by byte.
 */
export function printable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '  ')
    .replace(UNPRINTABLE, visibleUnlessLayout);
}

/** As `printable`, but on one line: a name that holds a line break cannot forge a line of ours. */
export function oneLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}

function jsonEscape(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at += 1) {
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

/**
 * A value as indented JSON in which unprintable characters stand as `\u` escapes: the data stays
 * exact, and showing it in a terminal is safe. JSON leaves C1 controls and invisible characters raw.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(UNPRINTABLE_IN_JSON, jsonEscape);
}

/** As `jsonText`, in ASCII alone: exact in any terminal, and wherever it is pasted. */
export function asciiJsonText(value: unknown): string {
  return jsonText(value).replace(/[\u{80}-\u{10ffff}]/gu, jsonEscape);
}
