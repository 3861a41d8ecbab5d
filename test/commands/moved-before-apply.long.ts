import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deeds, everything, joinedTo } from './outside-deeds.js';
import { oneLine } from './run-program.js';
import { type Stage, startStage, unattended } from './stage.js';

const wishes = ['--scim', '--group', 'aws-users'];
const portal = ['--portal-url', 'https://example-company.awsapps.com/start'];
let stage: Stage;
let whole: Record<string, string[]>;

beforeAll(async () => {
  stage = await startStage();
  const { code, stderr } = await stage.run([...unattended, ...wishes]);
  expect(code, stderr).toBe(0);
  whole = await everything(stage);
}, 60_000);

afterAll(() => stage.close());

async function mend(): Promise<void> {
  const { code, stderr } = await stage.run([...unattended, ...wishes]);
  expect(code, stderr).toBe(0);
  expect(await everything(stage)).toEqual(whole);
  expect(await joinedTo(stage)).toEqual(['AWS', true]);
}

describe.each(deeds)('when somebody $what between plan and apply', (deed) => {
  test('the kept plan is refused, naming it, and nothing is begun', async () => {
    const file = join(stage.folder, 'plan.json');
    // The plan has something to do of its own, which has nothing to do with what moves.
    const kept = await stage.run(['plan', '--out', file, ...wishes, ...portal]);
    expect(kept.code, kept.stderr).toBe(0);
    await deed.do(stage);
    stage.writes();
    const { code, stderr } = await stage.run([...unattended, '--plan', file]);
    expect(code).toBe(1);
    const told = oneLine(stderr);
    expect(told).toContain(`The plan ${file} no longer holds: something moved`);
    expect(told).toContain(deed.told.object);
    for (const field of deed.told.fields) expect(told).toContain(field.split(': ')[0]);
    if (deed.told.kind === 'gone') expect(told).toContain(`${deed.told.object} is gone`);
    expect(told).toContain('Nothing was changed.');
    expect(stage.writes()).toEqual([]);
    await mend();
  });
});
