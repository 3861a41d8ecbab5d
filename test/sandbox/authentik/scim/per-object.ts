import { isRecord } from '../matcher.js';
import type { SeenRequest } from './recorded-cases.js';

/** What an id stands for: the user name or the name of the group. */
export type NameOfId = ReadonlyMap<string, string>;

/**
 * Requests by the object that they are about, each as method, place and body, in their order. Ids
 * become names, since objects are synchronised in no fixed order. Requests that repeat the one
 * before them count once: how often depends on how many runs overlapped.
 */
export function perObject(
  requests: readonly SeenRequest[],
  names: NameOfId,
): Map<string, unknown[]> {
  const objects = new Map<string, unknown[]>();
  for (const request of requests) {
    const name = objectOf(request, names);
    if (name === undefined) continue;
    const seen = objects.get(name) ?? [];
    const { method, answered } = request;
    const path = withNames(request.path.replace(/\/[\w-]+$/, place), names);
    const next = { method, path, answered, body: withNames(shortened(request.body), names) };
    if (JSON.stringify(seen.at(-1)) !== JSON.stringify(next)) seen.push(next);
    objects.set(name, seen);
  }
  return objects;
}

function place(end: string): string {
  return end === '/Users' || end === '/Groups' ? end : '/id';
}

/** Undefined for the configuration, and for objects that belong to another case. */
function objectOf({ path, body }: SeenRequest, names: NameOfId): string | undefined {
  const [, id] = /^\/(?:Users|Groups)\/([\w-]+)$/.exec(path) ?? [];
  if (id !== undefined) return names.get(id);
  const [, wanted] = /\+eq\+"?([^"]*)"?$/.exec(path) ?? [];
  const name = wanted ?? body?.userName ?? body?.displayName;
  return typeof name === 'string' ? name : undefined;
}

function shortened(body: unknown): unknown {
  if (!isRecord(body) || !Array.isArray(body.members) || body.members.length < 100) return body;
  return { ...body, members: `<${body.members.length} members>` };
}

function withNames(value: unknown, names: NameOfId): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each: unknown) => withNames(each, names));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withNames(each, names)]),
  );
}
