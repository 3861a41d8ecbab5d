const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})*$`);

/** The longest user name that AWS takes, in characters (SCIM developer guide, createuser). */
const LONGEST_USER_NAME = 128;

/** Names that AWS keeps for itself (SCIM developer guide, createuser). */
const RESERVED = new Set(['administrator', 'awsadministrators']);

/**
 * Whether a text is an e-mail address of the form `name@domain`: an addr-spec of RFC 2822 without
 * quoted names and address literals, which no directory hands out.
 */
export function isEmailAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/**
 * Why AWS would not take a text as NameID and user name, as a clause that follows the name
 * ("has no e-mail address"); undefined when nothing is known against it. The e-mail rule is of the
 * IAM Identity Center user guide (other-idps, troubleshooting), characters and length are of the
 * SCIM developer guide (createuser). That AWS refuses letters beyond ASCII in a NameID follows from
 * RFC 2822; nobody tried it.
 */
export function nameIdTrouble(text: string): string | undefined {
  if (text.trim() === '') return 'is empty';
  if (/\s/.test(text)) return 'holds white space';
  if (RESERVED.has(text.toLowerCase())) return 'is a name that AWS keeps for itself';
  const length = [...text].length;
  if (length > LONGEST_USER_NAME) {
    return `has ${length} characters; AWS takes ${LONGEST_USER_NAME}`;
  }
  if (!text.includes('@')) return 'is not an e-mail address: it has no @';
  if (!/^[!-~]+$/.test(text)) return 'holds a character beyond ASCII or a control character';
  if (!isEmailAddress(text)) return 'is not an e-mail address of the form name@domain';
  return undefined;
}
