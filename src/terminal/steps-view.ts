import type { StepHead } from '../engine/plan.js';
import { table, widest } from './columns.js';
import { guideRange } from './guide-lines.js';
import type { Canvas } from './terminal.js';
import { columnsOf, wrap } from './wrap.js';

function wideTable(heads: readonly StepHead[], { clean, glyphs, style }: Canvas): string {
  const rows = heads.map(({ id, title, guide, place }) => [
    guideRange(guide, glyphs),
    `${clean(title)}\n${style.dim(clean(id))}`,
    place,
  ]);
  return table(['Guide', 'Step', 'Where'].map(style.bold), rows);
}

/** Where three columns do not fit, the place stands beneath the title, too. */
function narrowTable(heads: readonly StepHead[], canvas: Canvas): string {
  const { clean, glyphs, style, width } = canvas;
  const ranges = heads.map(({ guide }) => guideRange(guide, glyphs));
  const room = width - widest(ranges) - 3;
  const rows = heads.map(({ id, title, place }, at) => [
    ranges[at] ?? '',
    [
      ...wrap(clean(title), { width: room }),
      ...wrap(`${clean(id)} (${place})`, { width: room }).map(style.dim),
    ].join('\n'),
  ]);
  return table(['Guide', 'Step'].map(style.bold), rows);
}

const LEGEND =
  "Guide: lines of authentik's integration guide for AWS; 1–18 are SAML, S1–S15 are SCIM, C1 and C2 are what it says besides.";

/**
 * The steps as `help steps` shows them, in the order of the procedure: lines of the guide, title
 * with the id that machines see beneath, and where the step acts.
 */
export function stepsTable(heads: readonly StepHead[], terminal: Canvas): string {
  const { clean, style, width } = terminal;
  const wide = wideTable(heads, terminal);
  const fits = wide.split('\n').every((line) => columnsOf(line) <= width);
  const legend = wrap(clean(LEGEND), { width }).map(style.dim);
  return [fits ? wide : narrowTable(heads, terminal), '', ...legend].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** The same in Markdown, for the README: made from the code, it cannot fall behind it. */
export function stepsMarkdown(heads: readonly StepHead[]): string {
  const rows = heads.map(({ id, title, guide, place }) => {
    const cells = [guideRange(guide, { dash: '–' }), cell(title), `\`${id}\``, place];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| Guide | Step | Id | Where |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
