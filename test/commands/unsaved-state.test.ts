import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answers } from '../procedure/answers.js';
import { censusOf, eachOnce } from './census.js';
import { oneLine, printedState } from './run-program.js';
import { readError } from './seen-plan.js';
import { openStage } from './stage.js';

const group = ['--group', 'aws-users'];

/** A stage whose state folder something happens to while the provider is made. */
async function stageWhere(happens: (folder: string) => void) {
  let folder: string | undefined;
  const intercept = async ({ method, url }: Request) => {
    if (folder === undefined || method !== 'POST' || !url.includes('/providers/saml/')) {
      return undefined;
    }
    happens(folder);
    folder = undefined;
    return undefined;
  };
  const stage = await openStage({ authentik: { intercept } });
  folder = join(stage.folder, 'kept');
  const statePath = join(folder, 'state.json');
  const env = { AUTHENTIK_AWS_STATE: statePath };
  const run = (...argv: string[]) =>
    stage.run([...argv, '--no-input', ...answers(stage), ...group], { env });
  return { stage, run, statePath, kept: folder };
}

test('a state that cannot be saved is printed whole, and does as a file', async () => {
  const { stage, run, statePath, kept } = await stageWhere((folder) => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
  });
  const { code, stderr } = await run('setup');
  expect(code).toBe(1);
  const told = oneLine(stderr);
  expect(told).toContain(`The state cannot be saved to ${statePath}`);
  expect(told).toContain('then run the same command again: what was made is found');
  const printed = printedState(stderr);
  expect(JSON.parse(printed)).toMatchObject({
    format: 'authentik-aws/state',
    things: { 'signing-certificate': { origin: 'made' }, 'saml-provider': { origin: 'made' } },
    told: { serviceProvider: {} },
  });
  expect(printed).not.toContain(stage.authentik.token);

  rmSync(kept);
  mkdirSync(kept);
  writeFileSync(statePath, printed);
  const again = await run('setup');
  expect(again.code, again.stderr).toBe(0);
  expect(await censusOf(stage)).toEqual(eachOnce);
});

test('without what was printed the next run finds what was made, and makes nothing twice', async () => {
  const { stage, run, kept } = await stageWhere((folder) => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
  });
  const { code, stdout } = await run('setup', '--json');
  expect(code).toBe(1);
  expect(readError(stdout)).toMatchObject({ exit: { code: 1 } });
  expect(JSON.parse(stdout).unsaved).toMatchObject({ format: 'authentik-aws/state' });
  rmSync(kept);
  const again = await run('setup');
  expect(again.code, again.stderr).toBe(0);
  expect(await censusOf(stage)).toEqual(eachOnce);
});

test('a folder that vanishes is made again', async () => {
  const { stage, run, statePath } = await stageWhere((folder) =>
    rmSync(folder, { recursive: true }),
  );
  const { code, stderr } = await run('setup');
  expect(code, stderr).toBe(0);
  expect(existsSync(statePath)).toBe(true);
  expect(JSON.parse(readFileSync(statePath, 'utf8')).things).toHaveProperty('signing-certificate');
  expect(await censusOf(stage)).toEqual(eachOnce);
});

test('a link in the place of the state is refused before anything is done', async () => {
  const { stage, statePath, run, kept } = await stageWhere(() => undefined);
  mkdirSync(kept);
  const victim = join(stage.folder, 'victim');
  writeFileSync(victim, 'precious');
  symlinkSync(victim, statePath);
  const { code, stderr } = await run('setup');
  expect(code).toBe(64);
  expect(oneLine(stderr)).toContain('is a symbolic link');
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(stage.writes()).toEqual([]);
});
