import type { StepHead } from '../engine/plan.js';
import { table } from './columns.js';
import { guideRange } from './guide-lines.js';
import type { Canvas } from './terminal.js';

/**
 * The steps as `help steps` shows them, in the order of the procedure: lines of the guide, title
 * with the id that `--only` and its like take beneath, and where the step acts.
 */
export function stepsTable(heads: readonly StepHead[], terminal: Canvas): string {
  const { clean, glyphs, style } = terminal;
  const rows = heads.map(({ id, title, guide, place }) => [
    guideRange(guide, glyphs),
    `${clean(title)}\n${style.dim(clean(id))}`,
    place,
  ]);
  return table(['Guide', 'Step', 'Where'].map(style.bold), rows);
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
