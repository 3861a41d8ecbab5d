import type { Glyphs } from './glyphs.js';

/** A line of the guide taken apart: `S3` is line 3 of the part on SCIM. */
interface GuideLine {
  readonly part: string;
  readonly number: number;
}

function parseLine(line: string): GuideLine | undefined {
  const match = /^([A-Z]*)(\d+)$/.exec(line);
  return match ? { part: match[1] ?? '', number: Number(match[2]) } : undefined;
}

function follows(line: string, previous: string): boolean {
  const [a, b] = [parseLine(previous), parseLine(line)];
  return a !== undefined && b !== undefined && a.part === b.part && b.number === a.number + 1;
}

/** The parts of the guide, as a reader meets them: SAML, SCIM, caveats. */
const PARTS = ['', 'S', 'C'];

function place(line: string): number {
  const { part, number } = parseLine(line) ?? { part: 'C', number: 999 };
  return PARTS.indexOf(part) * 1000 + number;
}

/** Lines of several steps in the order of the guide, which is not that of the steps. */
export function inOrder(lines: readonly string[]): string[] {
  return [...lines].sort((a, b) => place(a) - place(b));
}

/** Lines of the guide, neighbours drawn together: `5, 6, 8–11`. Empty for a step before line 1. */
export function guideRange(lines: readonly string[], glyphs: Pick<Glyphs, 'dash'>): string {
  const runs: string[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && follows(line, run.at(-1) ?? '')) run.push(line);
    else runs.push([line]);
  }
  return runs.map((run) => spell(run, glyphs.dash)).join(', ');
}

function spell(run: readonly string[], dash: string): string {
  if (run.length < 3) return run.join(', ');
  return `${run[0]}${dash}${run.at(-1)}`;
}
