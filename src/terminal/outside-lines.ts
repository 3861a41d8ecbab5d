import { minute } from '../basics/words.js';
import type { Change } from '../engine/change.js';
import type { OutsideChange } from '../engine/outside.js';
import type { Plan } from '../engine/plan.js';
import { changeLines } from './change-lines.js';
import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

function asChange({ kind, object, fields }: OutsideChange): Change {
  if (kind === 'gone') return { action: 'delete', object, why: 'deleted' };
  return { action: kind === 'new' ? 'create' : 'update', object, fields };
}

/**
 * What somebody else changed since the last run, apart from what is intended; nothing, not even a
 * heading, where that is nothing. The date is that of the object that was left the longest ago.
 */
export function outsideLines({ changedOutside = [] }: Plan, canvas: Canvas): string[] {
  const since = changedOutside.map((change) => change.since).sort()[0];
  if (since === undefined) return [];
  const heading = `Changed outside authentik-aws since ${minute(new Date(since))}`;
  return [
    ...wrap(heading, { width: canvas.width, rest: '  ' }).map(canvas.style.bold),
    ...changedOutside.flatMap((change) => changeLines(asChange(change), canvas, '  ')),
    '',
  ];
}
