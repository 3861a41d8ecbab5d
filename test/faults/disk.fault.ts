import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { oneLine, printedState, type Ran } from '../commands/run-program.js';
import { openStage, type Stage, unattended } from '../commands/stage.js';
import { program } from '../journeys/pty.js';
import { countTried, expectMessage, expectNoSecrets, expectWhole } from './under-fault.js';

const preload = fileURLToPath(new URL('failing-disk.js', import.meta.url));
const setUp = [...unattended, '--scim', '--group', 'aws-users'];

const tried = countTried('failing disks tried');
afterAll(tried.print);

const codes = [
  ['ENOSPC', 'The disk is full.'],
  ['EROFS', 'It lies where nothing can be written.'],
] as const;

test.each(codes)('the folder of the state from the start: %s', async (code, why) => {
  const stage = await stageWithState();
  const failed = await run(stage, failingBelow(join(stage.folder, 'state'), code));
  expect(oneLine(failed.stderr)).toContain(why);
  expect(oneLine(failed.stderr)).toContain('--state FILE');
  expect(stage.writes()).toEqual([]);
  await expectToldAndMended(stage, failed);
});

test.each(codes)('the folder of the state in the middle of a run: %s', async (code, why) => {
  const stage = await stageWithState();
  const env = { ...failingBelow(join(stage.folder, 'state'), code), FAILING_AFTER: '8' };
  const failed = await run(stage, env);
  const told = oneLine(failed.stderr);
  expect(told).toContain('The state cannot be saved to');
  expect(told).toContain(why);
  expect(told).toContain(`save what is printed here as ${stage.statePath} before that`);
  expect(JSON.parse(printedState(failed.stderr))).toMatchObject({
    format: 'authentik-aws/state',
    things: { 'signing-certificate': { origin: 'made' } },
    told: { serviceProvider: {} },
  });
  expect(stage.writes().length).toBeGreaterThan(0);
  await expectToldAndMended(stage, failed);
});

test.each(codes)('the folder for the files of AWS: %s', async (code, why) => {
  const stage = await stageWithState();
  const failed = await run(stage, failingBelow(join(stage.folder, 'files'), code));
  const told = oneLine(failed.stderr);
  expect(told).toContain('The files for AWS cannot be written to');
  expect(told).toContain(why);
  expect(told).toContain('--output-dir FOLDER');
  await expectToldAndMended(stage, failed);
});

test.skipIf(!canMount())(
  'a file system that is really full, and one that is read-only',
  async () => {
    for (const [make, why] of [
      ['mount -t tmpfs -o size=16k tmpfs "$0"; head -c 65536 /dev/zero >"$0/filled"', 'is full'],
      ['mount -t tmpfs -o ro tmpfs "$0"', 'It lies where nothing can be written.'],
    ] as const) {
      const stage = await stageWithState();
      mkdirSync(join(stage.folder, 'state'));
      const script = `{ ${make}; } 2>/dev/null; exec "$@"`;
      const mounted = [...['unshare', '-rm', 'sh', '-c', script], join(stage.folder, 'state')];
      const failed = await run(stage, {}, mounted);
      expect(oneLine(failed.stderr)).toContain(why);
      expect(stage.writes()).toEqual([]);
      await expectToldAndMended(stage, failed);
    }
  },
);

test.skipIf(process.getuid?.() === 0)('a folder that this user may not write to', async () => {
  const stage = await stageWithState();
  const folder = join(stage.folder, 'state');
  mkdirSync(folder, { mode: 0o555 });
  const failed = await run(stage, {});
  expect(oneLine(failed.stderr)).toContain('It may not be written by this user.');
  chmodSync(folder, 0o755);
  await expectToldAndMended(stage, failed);
});

/** The state has a folder of its own, so that nothing else lies below it. */
async function stageWithState(): Promise<Stage> {
  const stage = await openStage();
  return { ...stage, statePath: join(stage.folder, 'state', 'state.json') };
}

function failingBelow(folder: string, code: string): Record<string, string> {
  const NODE_OPTIONS = `--import ${preload}`;
  return { NODE_OPTIONS, FAILING_FOLDER: folder, FAILING_CODE: code };
}

/** Runs the program as a process of its own, behind a command that prepares its place. */
async function run(
  { folder, env: its, statePath }: Stage,
  env: Readonly<Record<string, string>>,
  behind: readonly string[] = [],
): Promise<Ran> {
  const [command = '', ...args] = [...behind, process.execPath, program, ...setUp];
  const { PATH = '' } = process.env;
  const child = spawn(command, args, {
    cwd: folder,
    env: { PATH, LANG: 'C.UTF-8', ...its, AUTHENTIK_AWS_STATE: statePath, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? -1));
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

async function expectToldAndMended(stage: Stage, failed: Ran): Promise<void> {
  expect(failed.code, failed.stderr).toBe(1);
  expectMessage(failed.stderr);
  expectNoSecrets(stage, failed);
  await stage.authentik.settled();
  const second = await run(stage, {});
  expect(second.code, second.stderr).toBe(0);
  await expectWhole(stage);
  tried.count();
}

/** Whether this machine lets its user mount something for himself. */
function canMount(): boolean {
  try {
    const script = 'mount -t tmpfs tmpfs /mnt';
    execFileSync('unshare', ['-rm', 'sh', '-c', script], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
