import { within } from '../fields/field.js';
import { readFields } from '../fields/validate.js';
import { json, noPermission, nothing, Refusal } from '../http/answers.js';
import { mayUse } from '../http/callers.js';
import { type Call, type Endpoint, type Operation, viewOf } from '../http/endpoint.js';
import { paginate } from '../http/paging.js';
import { has, type Release } from '../releases.js';
import type { Row } from '../world/row.js';
import { ordered, search } from './filters.js';
import { permission, present, type Resource, rowsOf, type WriteRules } from './resource.js';

/** The endpoints that every resource has: list, create, read, change, delete, used_by. */
export function crud(resource: Resource, release: Release): Endpoint[] {
  if (!within(release, resource)) return [];
  const one = `${resource.path}:key/`;
  const { writable } = resource;
  const getList: Operation = { rights: 'signed-in', run: (call) => listAll(resource, call) };
  const getOne: Operation = { rights: 'signed-in', run: (call) => readOne(resource, call) };
  return [
    {
      path: resource.path,
      methods: {
        GET: getList,
        ...(writable && !writable.onlyDelete && { POST: creation(resource, writable) }),
      },
    },
    { path: one, methods: { GET: getOne, ...(writable && changes(resource, writable)) } },
    ...(resource.usedBy ? [usedBy(resource, resource.usedBy)] : []),
  ];
}

/** The object that the path names, when the caller may do something with it. */
export async function pick(
  resource: Resource,
  call: Call,
  ...actions: readonly string[]
): Promise<Row> {
  const { world, user } = call;
  await resource.prepare?.(world);
  const refused = actions.filter((action) => !mayUse(world, user, permission(resource, action)));
  // Before roles, whoever could not see an object was told that it was not there.
  if (refused.length > 0)
    throw has(world.release, 'roles') ? noPermission() : notFound(resource, call);
  const key = call.params.key ?? '';
  const row = rowsOf(resource, world).find((each) => String(each[resource.lookup]) === key);
  if (row === undefined) throw notFound(resource, call);
  return row;
}

function notFound(resource: Resource, { world }: Call): Refusal {
  const named = has(world.release, 'namedNotFound');
  return new Refusal(404, {
    detail: named ? `No ${resource.title} matches the given query.` : 'Not found.',
  });
}

async function listAll(resource: Resource, call: Call): Promise<Response> {
  const { world } = call;
  await resource.prepare?.(world);
  const view = viewOf(call);
  const page = paginate(filtered(resource, call, listable(resource, call)), view);
  return json(page.envelope(page.items.map((row) => present(resource, row, view))));
}

function listable(resource: Resource, call: Call): Row[] {
  const { world, user } = call;
  const rows = rowsOf(resource, world);
  if (resource.visible) return resource.visible(rows, call);
  if (mayUse(world, user, permission(resource, 'view'))) return rows;
  if (has(world.release, 'roles')) throw noPermission();
  return [];
}

function filtered(resource: Resource, { url, world }: Call, all: Row[]): Row[] {
  const asked = url.searchParams;
  let rows = all;
  for (const [name, filter] of Object.entries(resource.filters)) {
    const wanted = asked.getAll(name);
    if (wanted.length > 0) rows = rows.filter((row) => filter(row, wanted, world));
  }
  const text = asked.get('search');
  if (text) rows = search(rows, resource.searched, text);
  const order = asked.get('ordering') || resource.order;
  return order ? ordered(rows, inRows(order, resource)) : rows;
}

/** The name of a field to order by, as the rows have it. */
function inRows(order: string, { orderNames = {} }: Resource): string {
  const field = order.replace(/^-/, '');
  return order.replace(field, orderNames[field] ?? field);
}

function creation(resource: Resource, rules: WriteRules): Operation {
  return {
    rights: [permission(resource, 'add')],
    async run(call) {
      const { world, body } = call;
      await resource.prepare?.(world);
      const table = resource.table(world);
      const reading = { world, body, fields: resource.fields };
      const sent = readFields({ ...reading, others: table.all(), partial: false });
      rules.check?.(sent, undefined, world);
      const kind = resource.kind === undefined ? {} : { kind: resource.kind };
      const row = table.add({ ...rules.fresh?.(world), ...sent, ...kind });
      rules.saved?.(row, world);
      return json(present(resource, row, viewOf(call)), 201);
    },
  };
}

function changes(resource: Resource, rules: WriteRules): Endpoint['methods'] {
  const change = (partial: boolean): Operation => ({
    rights: 'signed-in',
    run: (call) => changeOne(resource, rules, call, partial),
  });
  const removal: Operation = {
    rights: 'signed-in',
    run: (call) => removeOne(resource, rules, call),
  };
  if (rules.onlyDelete) return { DELETE: removal };
  return { PUT: change(false), PATCH: change(true), DELETE: removal };
}

async function readOne(resource: Resource, call: Call): Promise<Response> {
  return json(present(resource, await pick(resource, call, 'view'), viewOf(call)));
}

async function changeOne(
  resource: Resource,
  rules: WriteRules,
  call: Call,
  partial: boolean,
): Promise<Response> {
  const { world, body } = call;
  const row = await pick(resource, call, 'view', 'change');
  const others = resource
    .table(world)
    .all()
    .filter((other) => other !== row);
  const sent = readFields({ world, body, fields: resource.fields, others, partial });
  rules.check?.(sent, row, world);
  const before = { ...row };
  Object.assign(row, sent);
  rules.saved?.(row, world, before);
  return json(present(resource, row, viewOf(call)));
}

async function removeOne(resource: Resource, rules: WriteRules, call: Call): Promise<Response> {
  const row = await pick(resource, call, 'view', 'delete');
  rules.removing?.(row, call.world);
  resource.table(call.world).remove(row);
  rules.removed?.(row, call.world);
  return nothing();
}

function usedBy(resource: Resource, find: NonNullable<Resource['usedBy']>): Endpoint {
  const run = async (call: Call) => json(find(await pick(resource, call, 'view'), call.world));
  return { path: `${resource.path}:key/used_by/`, methods: { GET: { rights: 'signed-in', run } } };
}
