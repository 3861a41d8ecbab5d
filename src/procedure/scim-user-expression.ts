/**
 * The user mapping, in authentik's Python: self-contained, so that it is used alone and nothing of
 * the default one (photos, the user name) is merged in.
 *
 * The user name is the e-mail address, as the NameID is: AWS compares the two exactly. AWS demands
 * a given and a family name of at least one character each, takes one e-mail address, and refuses
 * control and format characters (AWS IAM Identity Center SCIM developer guide, createuser). The
 * schemas stand in it because releases before 2023.10.4 leave them out.
 *
 * One user that AWS refuses keeps everyone after him from being synced (seen on 2023.10.7 to
 * 2026.2.2), so whoever cannot be a user of AWS is skipped where the release can skip.
 */
export function scimUserExpression(canSkip: boolean): string {
  return [...(canSkip ? SKIPPING : []), ...MAPPING].join('\n');
}

const SKIPPING = [
  'email = request.user.email',
  'local, _, domain = email.partition("@")',
  'odd = " " in email or not email.isprintable() or not email.isascii()',
  'if not local or not domain or "@" in domain or odd or len(email) > 128:',
  '    raise SkipObject',
];

const MAPPING = [
  'def clean(text):',
  '    return "".join(c for c in text if c.isprintable()).strip()[:1024]',
  'name = clean(request.user.name) or clean(request.user.username) or request.user.email',
  'words = name.split(None, 1)',
  'given = words[0]',
  'family = words[1] if len(words) > 1 else given',
  'return {',
  '    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],',
  '    "userName": request.user.email,',
  '    "name": {"formatted": name, "givenName": given, "familyName": family},',
  '    "displayName": name,',
  '    "active": request.user.is_active,',
  '    "emails": [{"value": request.user.email, "type": "work", "primary": True}],',
  '}',
];
