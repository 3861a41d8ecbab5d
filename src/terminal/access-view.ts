import { count } from '../basics/words.js';
import { labelled, widest } from './columns.js';
import type { Canvas } from './terminal.js';
import { padTo, wrapBeside } from './wrap.js';

/** One thing that somebody was given, as the view needs it. */
export interface ShownAccess {
  readonly account: { readonly id: string; readonly name: string };
  readonly permissionSet: { readonly name: string };
  /** Without a name: it exists no longer. */
  readonly principal: {
    readonly type: 'USER' | 'GROUP';
    readonly id: string;
    readonly name: string | undefined;
  };
}

/**
 * Who has what: a heading for each account, and beneath it who has which permission set. The rows
 * come ordered by account and permission set.
 * @param nothing what is said where there are none
 */
export function* accessLines(
  target: Readonly<Record<string, string>>,
  rows: readonly ShownAccess[],
  canvas: Canvas,
  nothing = 'Nobody has access by permission sets.',
): Generator<string> {
  const { clean, width, style } = canvas;
  const shown = Object.entries(target).map(([label, value]) => ({ label, value: clean(value) }));
  yield* labelled(shown, '', width);
  const room = widest(rows.map(({ permissionSet }) => clean(permissionSet.name)));
  let account: string | undefined;
  let set: string | undefined;
  for (const row of rows) {
    if (row.account.id !== account) {
      yield '';
      yield style.bold(accountWords(row, canvas));
      set = undefined;
    }
    const name = row.permissionSet.name === set ? '' : clean(row.permissionSet.name);
    yield* wrapBeside(`    ${padTo(name, room)}   `, whoWords(row, canvas), width);
    account = row.account.id;
    set = row.permissionSet.name;
  }
  yield '';
  yield rows.length === 0 ? nothing : closing(rows);
}

function accountWords({ account: { id, name } }: ShownAccess, { clean }: Canvas): string {
  return name === id ? id : `${clean(name)} (${id})`;
}

function whoWords(
  { principal: { type, id, name } }: ShownAccess,
  { clean, style }: Canvas,
): string {
  const kind = type === 'GROUP' ? 'group' : 'user';
  if (name !== undefined) return `${kind} ${clean(name)}`;
  return style.yellow(`${kind} ${clean(id)}, which no longer exists`);
}

function closing(rows: readonly ShownAccess[]): string {
  const accounts = new Set(rows.map(({ account }) => account.id)).size;
  return `${count(rows.length, 'assignment')} in ${count(accounts, 'account')}.`;
}
