import { exitCodes } from '../basics/exit-codes.js';
import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

/** Every exit code and what it means, for `help exit-codes`. */
export function exitCodesText(terminal: Canvas): string {
  return Object.values(exitCodes)
    .flatMap(({ code, means }) => {
      const first = `  ${String(code).padStart(3)}  `;
      return wrap(terminal.clean(means), { width: terminal.width, first });
    })
    .join('\n');
}
