import { type Field, show, type Window } from '../fields/field.js';
import type { Call, View } from '../http/endpoint.js';
import type { Row, Value } from '../world/row.js';
import type { Table } from '../world/table.js';
import type { World } from '../world/world.js';
import type { Filter } from './filters.js';

/** One kind of object of the API, as data: the generic endpoints are made from it. */
export interface Resource extends Window {
  /** Below `/api/v3`, beginning and ending with a slash. */
  path: string;
  table(world: World): Table;
  /** Keeps one kind where a table holds several. */
  kind?: 'saml' | 'scim';
  /** As in permission names: `authentik_core.application`. */
  model: string;
  /** As a 404 names it: `Application`. */
  title: string;
  /** The field by which the path names an object. */
  lookup: 'pk' | 'slug' | 'identifier';
  fields: readonly Field[];
  /** Writes an object out; absent: the fields as they are. */
  present?: Writer;
  /** By query parameter; others are ignored, as authentik ignores them. */
  filters: Readonly<Record<string, Filter>>;
  /** The fields that `search` looks into. */
  searched: readonly string[];
  /** The field by which lists are ordered unless asked otherwise; absent: as they were made. */
  order?: string;
  /** Fields that a list can be ordered by under a name other than that of the row. */
  orderNames?: Readonly<Record<string, string>>;
  /** Without: the objects can be read only. */
  writable?: WriteRules;
  /** Runs before anything is looked up. */
  prepare?(world: World): Promise<void>;
  /** Narrows a list to what the caller may see there; absent: all or none, by his rights. */
  visible?(rows: Row[], call: Call): Row[];
  /** The objects that refer to one, as `used_by` lists them. */
  usedBy?(row: Row, world: World): Value[];
}

/** What happens around writing. Each rule throws a `Refusal` to stop it. */
export interface WriteRules {
  /** Whether objects are made and changed elsewhere and only deleted here. */
  onlyDelete?: true;
  /** Values of a new object that nobody sends. */
  fresh?(world: World): Row;
  /** Looks at what was sent as a whole; `row` is the object as it is before. */
  check?(changes: Row, row: Row | undefined, world: World): void;
  /** After an object was made or changed; `before` is the object as it was before a change. */
  saved?(row: Row, world: World, before?: Row): void;
  /** Before an object is deleted. */
  removing?(row: Row, world: World): void;
  /** After an object was deleted: what goes or changes with it. */
  removed?(row: Row, world: World): void;
}

/** The objects of a resource. */
export function rowsOf(resource: Resource, world: World): Row[] {
  const rows = resource.table(world).all();
  return resource.kind === undefined ? rows : rows.filter((row) => row.kind === resource.kind);
}

/** A permission on a resource by its full name: `authentik_core.view_application`. */
export function permission(resource: Resource, action: string): string {
  const [app, model] = resource.model.split('.');
  return `${app}.${action}_${model}`;
}

/** How one object of a resource appears elsewhere than at its own address. */
type Writer = (row: Row, view: View) => Row;

/** An object of a resource as the API shows it. */
export function present(resource: Resource, row: Row, view: View): Row {
  return resource.present?.(row, view) ?? show(resource.fields, row, view);
}
