import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { isRunning, lifeOf } from '../../src/engine/process-life.js';

/** A process that does nothing until the test ends. */
async function idler(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'spawn');
  return child.pid ?? 0;
}

test('a process has one life as long as it runs, and another one has another', async () => {
  const pid = await idler();
  const life = await lifeOf(pid);
  expect(await lifeOf(pid)).toEqual(life);
  const mine = await lifeOf(process.pid);
  expect(await isRunning({ pid, life }, mine)).toBe(true);
  // Where a platform tells nothing, the number alone decides.
  expect(await isRunning({ pid }, undefined)).toBe(true);
});

test('one that has ended runs no more, whether its life was known or not', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const mine = await lifeOf(process.pid);
  expect(await lifeOf(pid)).toBeUndefined();
  expect(await isRunning({ pid, life: mine }, mine)).toBe(false);
  expect(await isRunning({ pid }, mine)).toBe(false);
});
