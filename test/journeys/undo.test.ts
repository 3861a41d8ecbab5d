import { expect, test } from 'vitest';
import { changeBackToDirectory } from '../../src/sandbox/person/index.js';
import { equipped, newDesk, newSandbox } from './desk.js';
import { declineToOpenPage, instanceOf } from './handovers.js';
import { runPiped } from './piped.js';
import { startInPty } from './pty.js';

test('a person reads what goes, types the name, changes AWS back, and everything is gone', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = equipped(desk, sandbox);
  const setup = ['setup', '--console', 'sandbox', '--accept-identity-source'];
  expect(await runPiped({ args: setup, env, cwd: desk.folder })).toMatchObject({ code: 0 });

  const declined = startInPty({ args: ['undo'], env, cwd: desk.folder });
  await declined.waitFor('? Type aws to go on, or press Enter to stop');
  declined.answer('');
  await declined.waitFor('Nothing was changed.');
  expect(await declined.ended()).toBe(1);
  expect(deletions(sandbox)).toEqual([]);

  const pty = startInPty({ args: ['undo'], env, cwd: desk.folder });
  const plan = await pty.waitFor('? Type aws to go on, or press Enter to stop');
  expect(plan).toContain('What undo would do');
  expect(plan).toContain('nobody can sign in to AWS through authentik');
  pty.answer('aws');
  await declineToOpenPage(pty);
  await pty.waitFor('? Type the instance id to say that AWS does not use authentik any more');
  expect(deletions(sandbox)).toEqual([]);
  await changeBackToDirectory(sandbox.aws.console);
  pty.answer(instanceOf(sandbox).instanceId);
  await pty.waitFor('Undone. Nothing that this tool made is left.');
  expect(await pty.ended()).toBe(0);
  expect(deletions(sandbox).map((path) => path.split('/').at(-3))).toEqual([
    ...['applications', 'saml', 'certificatekeypairs'],
  ]);
});

function deletions({ authentik }: Awaited<ReturnType<typeof newSandbox>>): string[] {
  return authentik.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
}
