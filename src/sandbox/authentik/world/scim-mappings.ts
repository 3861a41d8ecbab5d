import { type Row, text, type Value } from './row.js';

/** What a mapping is evaluated for. */
export interface Subject {
  user?: Row | undefined;
  group?: Row | undefined;
}

/** The managed mapping of users: Python of this sandbox that gives what authentik's own gives. */
export const managedUserMapping = [
  'given, _, family = request.user.name.partition(" ")',
  'return {',
  '    "userName": request.user.username,',
  '    "name": {"formatted": request.user.name, "givenName": given, "familyName": family or " "},',
  '    "displayName": request.user.name,',
  '    "active": request.user.is_active,',
  '    "emails": [{"value": request.user.email, "type": "other", "primary": True}]',
  '    if request.user.email',
  '    else [],',
  '}',
].join('\n');

/** The managed mapping of groups. */
export const managedGroupMapping = 'return {"displayName": group.name}';

/** The self-contained mapping of the recordings, which gives AWS what it accepts. */
const selfContainedUserMapping = [
  'parts = request.user.name.split(None, 1)',
  'given = parts[0] if parts else request.user.username',
  'family = parts[1] if len(parts) > 1 else given',
  'return {',
  '    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],',
  '    "userName": request.user.email,',
  '    "name": {"formatted": request.user.name or given, "givenName": given, "familyName": family},',
  '    "displayName": request.user.name or request.user.username,',
  '    "active": request.user.is_active,',
  '    "emails": [{"value": request.user.email, "type": "work", "primary": True}],',
  '}',
].join('\n');

type Evaluation = (subject: Subject) => Row | undefined;

const known: ReadonlyMap<string, Evaluation> = new Map<string, Evaluation>([
  [managedUserMapping, ({ user }) => user && managedUser(user)],
  [managedGroupMapping, ({ group }) => group && { displayName: text(group, 'name') }],
  [selfContainedUserMapping, ({ user }) => user && selfContainedUser(user)],
]);

/**
 * What a mapping's text gives for a user or a group. Python is not run: texts that this sandbox
 * does not know give undefined, and so does a mapping whose subject is missing.
 */
export function evaluateScimMapping(expression: string, subject: Subject): Row | undefined {
  return known.get(expression.trim())?.(subject);
}

function managedUser(user: Row): Row {
  const name = text(user, 'name');
  const [given = '', ...family] = name.split(' ');
  const email = text(user, 'email');
  return {
    userName: text(user, 'username'),
    name: { formatted: name, givenName: given, familyName: family.join(' ') || ' ' },
    displayName: name,
    active: activity(user),
    emails: email === '' ? [] : [{ value: email, type: 'other', primary: true }],
  };
}

function selfContainedUser(user: Row): Row {
  const name = text(user, 'name');
  const username = text(user, 'username');
  const [, first, rest] = /^\s*(\S+)\s*([\s\S]*)$/.exec(name) ?? [];
  const given = first ?? username;
  const email = text(user, 'email');
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: email,
    name: { formatted: name || given, givenName: given, familyName: rest || given },
    displayName: name || username,
    active: activity(user),
    emails: [{ value: email, type: 'work', primary: true }],
  };
}

function activity(user: Row): Value {
  return user.is_active ?? false;
}
