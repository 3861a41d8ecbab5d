import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.js';
import { oneLine } from '../commands/run-program.js';
import { type Desk, equipped, newDesk, newSandbox } from './desk.js';
import { instanceOf } from './handovers.js';
import { holdRequest } from './held-request.js';
import { type Ended, endOf, runPiped, startPiped } from './piped.js';

const argv = ['setup', '--console', 'sandbox', '--accept-identity-source'];
const firstWrite = ['POST', '/api/v3/crypto/certificatekeypairs/generate/'] as const;

/** A sandbox whose authentik keeps the first writing request waiting until it is let go. */
async function heldUp() {
  const hold = holdRequest(...firstWrite);
  const sandbox = await newSandbox({ intercept: hold.intercept });
  const desk = await newDesk();
  const statePath = join(desk.folder, 'state.json');
  const env = { ...equipped(desk, sandbox), AUTHENTIK_AWS_STATE: statePath };
  return {
    hold,
    sandbox,
    lock: `${statePath}.lock`,
    options: { args: argv, env, cwd: desk.folder },
  };
}

test('of runs that start at the same moment one works, and the others are told who', async () => {
  const { hold, sandbox, lock, options } = await heldUp();
  const runs = Array.from({ length: 4 }, () => runPiped(options));
  const refused: Ended[] = [];
  const others = new Promise<void>((resolve) => {
    for (const run of runs) {
      void run.then((ended) => {
        if (ended.code === 5) refused.push(ended);
        if (refused.length === 3) resolve();
      });
    }
  });
  await hold.arrived;
  await others;
  const { pid, since } = JSON.parse(readFileSync(lock, 'utf8'));
  for (const { stderr } of refused) {
    expect(oneLine(stderr)).toContain(
      `held by \`authentik-aws setup\`, process ${pid} on ${hostname()}, since ${since}.`,
    );
    expect(oneLine(stderr)).toContain('Wait for it to end, then run this command again.');
  }
  hold.release();
  const codes = (await Promise.all(runs)).map(({ code }) => code);
  expect(codes.sort()).toEqual([0, 5, 5, 5]);
  expect(made(sandbox)).toEqual(EACH_ONCE);
});

test('the lock of a killed run is taken over, and nothing is made twice', async () => {
  const { hold, sandbox, lock, options } = await heldUp();
  const first = startPiped(options);
  await hold.arrived;
  first.kill('SIGKILL');
  await endOf(first);
  expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: first.pid });
  hold.release();
  const second = await runPiped(options);
  expect(second, second.stderr).toMatchObject({ code: 0 });
  expect(made(sandbox)).toEqual(EACH_ONCE);
});

test('a lock of another host is respected, and the message says how to go on', async () => {
  const { lock, options } = await heldUp();
  const owner = { pid: 4711, host: 'build-7', since: '2026-11-20T10:00:00.000Z' };
  writeFileSync(lock, JSON.stringify({ ...owner, command: 'authentik-aws setup' }));
  const { code, stdout, stderr } = await runPiped({ ...options, args: [...argv, '--json'] });
  expect(code).toBe(5);
  expect(oneLine(stderr)).toContain('process 4711 on build-7, since 2026-11-20T10:00:00.000Z');
  expect(oneLine(stderr)).toContain(`If that run is surely gone, remove ${lock}`);
  expect(JSON.parse(stdout)).toMatchObject({ exit: { reason: 'locked', code: 5 } });
});

test('two runs of one user on different targets do not meet', async () => {
  const desk = await newDesk();
  const [one, other] = await Promise.all([newSandbox(), newSandbox()]);
  const ended = await Promise.all([runAt(desk, one), runAt(desk, other)]);
  for (const { code, stderr } of ended) expect(code, stderr).toBe(0);
  for (const sandbox of [one, other]) {
    expect(instanceOf(sandbox).identitySource.type).toBe('external');
    expect(made(sandbox)).toEqual(EACH_ONCE);
  }
});

/** Each target has a state file of its own by itself; where its files go has to be said. */
function runAt(desk: Desk, sandbox: Sandbox): Promise<Ended> {
  const args = [...argv, '--output-dir', instanceOf(sandbox).instanceId];
  return runPiped({ args, env: equipped(desk, sandbox), cwd: desk.folder });
}

const EACH_ONCE = [firstWrite[1], '/api/v3/providers/saml/', '/api/v3/core/applications/'];

function made({ authentik }: Sandbox): string[] {
  return authentik.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
}
