import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/basics/errors.js';
import { acquireLock, lockHolder } from '../../src/engine/lock.js';
import { lifeOf } from '../../src/engine/process-life.js';
import { temporaryFolder } from '../commands/run-program.js';

const now = new Date('2026-11-20T10:00:00Z');
let folder = temporaryFolder();
let path = '';

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'below', 'state.json.lock');
});

afterEach(() => folder.remove());

/** The number of a process that surely has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

async function standing(owner: object | string): Promise<void> {
  await (await acquireLock(path, 'x', now))();
  writeFileSync(path, typeof owner === 'string' ? owner : JSON.stringify(owner));
}

/** Windows tells nothing of when a process was started. */
const livesAreTold = process.platform !== 'win32';
const owner = { pid: process.pid, host: hostname(), since: now.toISOString(), command: 'other' };

async function refusal(): Promise<ExpectedError> {
  const failure = await acquireLock(path, 'setup', now).catch((error: unknown) => error);
  if (!(failure instanceof ExpectedError)) throw new Error('the lock was given');
  return failure;
}

describe('the lock', () => {
  test('is a file of its owner alone, and is gone once it is given back', async () => {
    const release = await acquireLock(path, 'setup', now);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ ...owner, command: 'setup' });
    await release();
    expect(existsSync(path)).toBe(false);
    await release();
  });

  test('is refused while its owner runs, naming who, since when, and the way out', async () => {
    await standing(owner);
    const { exit, why, next } = await refusal();
    expect(exit).toBe('locked');
    expect(why).toContain(`\`other\`, process ${process.pid} on ${hostname()}, since 2026-11-20`);
    expect(next.join(' ')).toContain(path);
  });

  test('of a process that ended is taken over', async () => {
    await standing({ ...owner, pid: deadProcess() });
    const release = await acquireLock(path, 'setup', now);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ command: 'setup' });
    await release();
  });

  test('of another host counts as held, since nothing can be found out about it', async () => {
    await standing({ ...owner, pid: deadProcess(), host: 'elsewhere' });
    expect((await refusal()).why).toContain('on elsewhere');
  });

  test.runIf(livesAreTold)(
    'of a process whose number a later one was given is taken over',
    async () => {
      const life = await lifeOf(process.pid);
      await standing({ ...owner, life });
      expect((await refusal()).exit).toBe('locked');
      writeFileSync(path, JSON.stringify({ ...owner, life: { ...life, started: 'long ago' } }));
      const release = await acquireLock(path, 'setup', now);
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ command: 'setup' });
      await release();
    },
  );

  test.runIf(livesAreTold)('from before the machine was started anew is taken over', async () => {
    await standing({ ...owner, life: { ...(await lifeOf(process.pid)), boot: 'an earlier one' } });
    await (await acquireLock(path, 'setup', now))();
    expect(existsSync(path)).toBe(false);
  });

  test.runIf(livesAreTold)('of another container of this host name counts as held', async () => {
    const life = { ...(await lifeOf(process.pid)), numbered: 'elsewhere' };
    await standing({ ...owner, pid: deadProcess(), life });
    expect((await refusal()).exit).toBe('locked');
  });

  test.each([0, -1, 1.5])('with the process number %d is damaged, not somebody’s', async (pid) => {
    await standing({ ...owner, pid });
    utimesSync(path, new Date(0), new Date(0));
    await (await acquireLock(path, 'setup', now))();
    expect(existsSync(path)).toBe(false);
  });

  test('is not made where something else stands, and leaves that alone', async () => {
    mkdirSync(path, { recursive: true });
    const { message, why } = await refusal();
    expect(message).toContain('cannot be made');
    expect(why).toBe('What stands there is a directory.');
    expect(statSync(path).isDirectory()).toBe(true);
  });

  test('without an owner is being written by somebody this moment', async () => {
    await standing('');
    expect((await refusal()).exit).toBe('locked');
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  test('without an owner for a while is left over, and is taken over', async () => {
    await standing('{');
    utimesSync(path, new Date(0), new Date(0));
    await (await acquireLock(path, 'setup', now))();
    expect(existsSync(path)).toBe(false);
  });

  test('that another run holds by now is not removed by giving back', async () => {
    const release = await acquireLock(path, 'setup', now);
    writeFileSync(path, JSON.stringify(owner));
    await release();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(owner);
  });

  test('goes to one of many that ask at the same time, also for a dead one', async () => {
    await standing({ ...owner, pid: deadProcess() });
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, () => acquireLock(path, 'setup', now)),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('that cannot be made says why and how to go on', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    const failure = await acquireLock(join(folder.path, 'file', 'lock'), 'setup', now).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ExpectedError);
    expect(failure).toMatchObject({ message: expect.stringContaining('cannot be made') });
  });
});

test('who holds a lock can be asked without taking it', async () => {
  expect(await lockHolder(path)).toBeUndefined();
  const release = await acquireLock(path, 'authentik-aws setup', now);
  expect(await lockHolder(path)).toMatch(
    /^`authentik-aws setup`, process \d+ on .+, since 2026-11-20T10:00:00\.000Z$/,
  );
  await release();
  expect(await lockHolder(path)).toBeUndefined();
});
