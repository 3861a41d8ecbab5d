import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

/** A thing that can be asked for, and what it is. */
export interface Explained {
  /** As it is typed. */
  readonly text: string;
  readonly about: string;
}

const introduction =
  'What the sandbox can do to a run, for rehearsal and tests: authentik-aws setup --sandbox --fault NAME, or authentik-aws sandbox --fault NAME. --fault may be repeated.';

/** Every fault by name, and what may follow one, for `help faults`. */
export function faultsText(
  faults: readonly Explained[],
  conditions: readonly Explained[],
  terminal: Canvas,
): string {
  const lines = ({ text, about }: Explained) => [
    `  ${text}`,
    ...wrap(about, { width: terminal.width, first: '      ' }),
  ];
  return [
    ...wrap(introduction, { width: terminal.width }),
    '',
    ...faults.flatMap(lines),
    '',
    'After a name may follow',
    ...conditions.flatMap(lines),
    '',
    'For example: authentik-unavailable=5+after=3+times=2',
  ].join('\n');
}
