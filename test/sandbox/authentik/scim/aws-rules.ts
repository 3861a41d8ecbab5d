import { isRecord } from '../matcher.js';
import type { Directory, KeptGroup } from './directory.js';

/** One request, understood. */
export interface Asked {
  method: string;
  /** With its query, decoded. */
  path: string;
  body: Record<string, unknown>;
}

/** What a request is answered; with a detail instead of a body when it is refused. */
export interface Judged {
  status: number;
  body?: Record<string, unknown>;
  detail?: string;
}

const malformed: Judged = {
  status: 400,
  detail: 'Request is unparsable, syntactically incorrect, or violates schema.',
};
const taken: Judged = { status: 409, detail: 'Refused to create a new, duplicate resource.' };
const missing: Judged = { status: 404, detail: 'Resource not found.' };
const done: Judged = { status: 204 };

/**
 * Answers a request by the rules that AWS documents (recordings/README.md), or leniently, as the
 * recorder of the API's answers did: every PATCH is taken and members are shown.
 */
export function judge(directory: Directory, asked: Asked, isLenient: boolean): Judged {
  const [, folder, id] = /^\/(\w+)(?:\/([\w-]+))?/.exec(asked.path) ?? [];
  if (folder === 'ServiceProviderConfig') return { status: 200, body: isLenient ? {} : config };
  if (folder === 'Users') return judgeUser(directory, asked, id);
  return judgeGroup(directory, asked, id, isLenient);
}

/** The parts of AWS's own that a synchronisation looks at. */
const config = {
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 1, maxPayloadSize: 1_048_576 },
  filter: { supported: true, maxResults: 50 },
};

function judgeUser(directory: Directory, { method, path, body }: Asked, id?: string): Judged {
  const { users } = directory;
  if (id === undefined && method === 'GET') return found([...users.values()], path, 'userName');
  if (id === undefined) {
    const others = [...users.values()];
    if (!isUser(body)) return malformed;
    if (others.some((user) => user.userName === body.userName)) return taken;
    return { status: 201, body: directory.addUser(body) };
  }
  if (!users.has(id)) return missing;
  if (method === 'DELETE') {
    users.delete(id);
    for (const { members } of directory.groups.values()) members.delete(id);
    return done;
  }
  if (!isUser(body)) return malformed;
  const resource = { ...body, id };
  users.set(id, resource);
  return { status: 201, body: resource };
}

function isUser(body: Record<string, unknown>): boolean {
  const emails = Array.isArray(body.emails) ? body.emails : [];
  return typeof body.userName === 'string' && emails.length <= 1 && body.photos === undefined;
}

function found(resources: Record<string, unknown>[], path: string, field: string): Judged {
  if (!path.includes('?')) return { status: 200, body: { Resources: resources } };
  const [, value] = new RegExp(`filter=${field}\\+eq\\+"([^"]*)"$`).exec(path) ?? [];
  if (value === undefined) return malformed;
  return { status: 200, body: { Resources: resources.filter((each) => each[field] === value) } };
}

function judgeGroup(
  directory: Directory,
  asked: Asked,
  id: string | undefined,
  isLenient: boolean,
): Judged {
  const groups = [...directory.groups.values()];
  if (id === undefined && asked.method === 'GET') {
    const resources = groups.map(({ resource }) => resource);
    return found(resources, asked.path, 'displayName');
  }
  if (id === undefined) return created(directory, asked.body, isLenient);
  const group = directory.groups.get(id);
  if (asked.method === 'PUT') return malformed;
  if (group === undefined) return missing;
  if (asked.method === 'GET') return { status: 200, body: shown(group, isLenient) };
  if (asked.method === 'DELETE') {
    directory.groups.delete(id);
    return done;
  }
  return isLenient ? done : patched(directory, group, asked.body);
}

function created(directory: Directory, body: Record<string, unknown>, isLenient: boolean): Judged {
  const ids = valuesOf(body.members);
  const names = [...directory.groups.values()].map(({ resource }) => resource.displayName);
  if (names.includes(body.displayName)) return taken;
  if (ids.length > 100) return malformed;
  const { id } = directory.addGroup(body, ids);
  const group = directory.groups.get(id);
  return group === undefined ? missing : { status: 201, body: shown(group, isLenient) };
}

function shown({ resource, members }: KeptGroup, isLenient: boolean): Record<string, unknown> {
  const named = isLenient ? [...members].map((value) => ({ value })) : [];
  return { ...resource, members: named };
}

function patched(directory: Directory, group: KeptGroup, body: Record<string, unknown>): Judged {
  const operations = Array.isArray(body.Operations) ? body.Operations.filter(isRecord) : [];
  if (operations.some(({ path }) => typeof path !== 'string')) return malformed;
  const changes = operations.filter(({ path }) => path === 'members');
  if (changes.some(({ op }) => op === 'replace')) return malformed;
  const ids = changes.flatMap(({ value }) => valuesOf(value));
  if (ids.length > 100) return malformed;
  if (ids.some((id) => !directory.users.has(id))) return missing;
  for (const { op, value } of changes) {
    for (const id of valuesOf(value)) {
      if (op === 'add') group.members.add(id);
      else group.members.delete(id);
    }
  }
  return done;
}

function valuesOf(members: unknown): string[] {
  return Array.isArray(members) ? members.filter(isRecord).map(({ value }) => String(value)) : [];
}
