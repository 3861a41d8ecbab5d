/** A user as far as a mapping looks at him. */
export interface MappedUser {
  username: string;
  name: string;
  email: string;
  is_active: boolean;
}

const names = [
  ...['Alice Example', 'Alice', '', '   ', 'Ann Mary Smith', ' Leading and trailing '],
  // Zero-width space and joiner, byte order mark, soft hyphen, right-to-left override.
  ...['\u200bZero\u200d Width', '\ufeffMark First', 'Soft\u00adHyphen Name', '\u202eevil Name'],
  // Combining marks, emoji of one and of several characters, letters beyond the first plane.
  ...[
    'A\u0301lvaro Nu\u0303ez',
    '👍🏽 Thumb',
    '👩‍💻 Coder',
    '𝒜lice 𝒵ed',
    '山田\u3000太郎',
    'مريم علي',
  ],
  // Spaces of every kind, which separate for Python or do not, and controls.
  ...[
    'No\u00a0Break',
    'Tab\tNew\nLine',
    'Em\u2003Space',
    'Line\u2028Separator',
    'Vertical\u000bTab',
  ],
  ...[
    'File\u001cSeparator',
    'Next\u0085Line',
    'Nul\u0000 Byte',
    '\u001b[31mRed Text',
    'Bell\u0007',
  ],
  // Private use, never assigned, not a character at all.
  ...['Private\ue000 Use', 'Never\u0378 Assigned', 'Non\uffff Character', '\u200b', '\u2003\u3000'],
  ...['x'.repeat(2000), `${'x'.repeat(1023)} y`, `${'x'.repeat(1024)} y`, '🙂'.repeat(1025)],
  ...[`${'e\u0301'.repeat(700)} z`, 'O\u2019Brien "Bob" \\ <b>', "Conan O'Brien, Jr."],
];

const emails = [
  ...['', 'no-at-sign', 'a b@example.com', 'zero\u200bwidth@example.com', 'tab\t@example.com'],
  ...['ümlaut@example.com', '🙂@example.com', 'no\u00a0break@example.com', '@', 'a@b@c'],
  ...[`${'x'.repeat(116)}@example.com`, `${'x'.repeat(117)}@example.com`],
  `${'🙂'.repeat(116)}@example.com`,
];

/** Users whose names and addresses try what a mapping does with everything that Unicode holds. */
export const hostileUsers: readonly MappedUser[] = [
  ...names.map((name) => ({
    ...{ username: 'alice', name, email: 'alice@example.com' },
    is_active: true,
  })),
  ...emails.map((email) => ({ username: 'alice', name: 'Alice', email, is_active: false })),
  { username: 'bob the builder', name: '', email: 'bob@example.com', is_active: true },
  { username: '\u200b', name: '\u2028', email: 'nobody@example.com', is_active: true },
];
