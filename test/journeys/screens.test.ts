import { expect, test } from 'vitest';
import { equipped, newDesk, newSandbox } from './desk.js';
import { bringAccessPortalUrl, bringServiceProviderMetadata } from './handovers.js';
import { ESCAPE, type Pty, startInPty } from './pty.js';

test('80 columns hold every line but a long address or path, in colour', async () => {
  const pty = await runUntilDeclined({});
  const tooLong = pty
    .screen()
    .split('\n')
    .filter((line) => line.length > COLUMNS && !hasLongWord(line));
  expect(tooLong).toEqual([]);
  expect(pty.raw()).toMatch(STYLE);
});

test('NO_COLOR leaves nothing but what a prompt needs to redraw its line', async () => {
  const pty = await runUntilDeclined({ NO_COLOR: '1' });
  expect(pty.raw()).not.toMatch(STYLE);
});

test('LC_ALL=C is answered in ASCII', async () => {
  const pty = await runUntilDeclined({ LC_ALL: 'C' }, 'x declined');
  expect(pty.screen()).toMatch(/^[\n\r\x20-\x7e]*$/);
});

/** A run that shows the plan, a question, a handover, a warning, an error and a summary. */
async function runUntilDeclined(
  variables: Record<string, string>,
  end = '✖ declined',
): Promise<Pty> {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...equipped(desk, sandbox), ...variables };
  const pty = startInPty({ args: [], env, cwd: desk.folder, columns: COLUMNS });
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await bringServiceProviderMetadata({ pty, desk, sandbox });
  await pty.waitFor('? Type switch to go on');
  pty.answer('');
  await pty.waitFor(end);
  await bringAccessPortalUrl({ pty, desk, sandbox });
  expect(await pty.ended()).toBe(1);
  return pty;
}

const COLUMNS = 80;
/** The deepest that a line of the views is indented. */
const INDENT = 16;

/** Select Graphic Rendition: colour, bold, dim. */
const STYLE = new RegExp(`${ESCAPE}\\[[\\d;]*m`);

/** Addresses and paths are copied, so they are never broken. */
function hasLongWord(line: string): boolean {
  return line.split(/\s+/).some((word) => word.includes('/') && word.length > COLUMNS - INDENT);
}
