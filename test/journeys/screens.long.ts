import { expect, test } from 'vitest';
import { equipped, newDesk, newSandbox } from './desk.js';
import { bringServiceProviderMetadata } from './handovers.js';
import { ESCAPE, type Pty, startInPty } from './pty.js';

test.each([80, 60])('%i columns hold every line but a long address or path', async (columns) => {
  const pty = await runUntilDeclined({}, { columns });
  const tooLong = pty
    .screen()
    .split('\n')
    .filter((line) => line.length > columns && !hasLongWord(line, columns));
  expect(tooLong).toEqual([]);
  expect(pty.raw()).toMatch(STYLE);
});

test('at 60 columns the place of a step, and how it stands, have lines of their own', async () => {
  const pty = await runUntilDeclined({}, { columns: 60 });
  const screen = pty.screen();
  expect(screen).toContain(`
  !  2 Get the service provider metadata of AWS
       you, in the AWS console
`);
  expect(screen).toContain(`
[2/10] Get the service provider metadata of AWS
      you, in the AWS console
`);
});

test('NO_COLOR leaves nothing but what a prompt needs to redraw its line', async () => {
  const pty = await runUntilDeclined({ NO_COLOR: '1' });
  expect(pty.raw()).not.toMatch(STYLE);
});

test('LC_ALL=C is answered in ASCII', async () => {
  const pty = await runUntilDeclined({ LC_ALL: 'C' }, { end: 'x declined' });
  expect(pty.screen()).toMatch(/^[\n\r\x20-\x7e]*$/);
});

/** A run that shows the plan, a question, a handover, a warning, an error and a summary. */
async function runUntilDeclined(
  variables: Record<string, string>,
  { columns = 80, end = '✖ declined' } = {},
): Promise<Pty> {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...equipped(desk, sandbox), ...variables };
  const pty = startInPty({ args: [], env, cwd: desk.folder, columns });
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await bringServiceProviderMetadata({ pty, desk, sandbox });
  await pty.waitFor('? Type switch to go on');
  pty.answer('');
  await pty.waitFor(end);
  expect(await pty.ended()).toBe(1);
  return pty;
}

/** The deepest that a line of the views is indented. */
const INDENT = 16;

/** Select Graphic Rendition: colour, bold, dim. */
const STYLE = new RegExp(`${ESCAPE}\\[[\\d;]*m`);

/** Addresses and paths are copied, so they are never broken. */
function hasLongWord(line: string, columns: number): boolean {
  return line.split(/\s+/).some((word) => word.includes('/') && word.length > columns - INDENT);
}
