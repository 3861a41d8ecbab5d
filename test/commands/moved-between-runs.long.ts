import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deeds, everything, fits, joinedTo } from './outside-deeds.js';
import { oneLine } from './run-program.js';
import { outsideLines, readPlan } from './seen-plan.js';
import { type Stage, startStage, unattended } from './stage.js';

const wishes = ['--scim', '--group', 'aws-users'];
let stage: Stage;
let whole: Record<string, string[]>;

beforeAll(async () => {
  stage = await startStage();
  const { code, stderr } = await stage.run([...unattended, ...wishes]);
  expect(code, stderr).toBe(0);
  whole = await everything(stage);
}, 60_000);

afterAll(() => stage.close());

async function seen() {
  const { stdout, stderr } = await stage.run(['plan', '--json', ...wishes]);
  if (stdout.includes('authentik-aws/error')) throw new Error(stderr);
  return readPlan(stdout);
}

// Each begins with everything in place, as the one before left it.
describe.each(deeds)('when somebody $what between two runs', (deed) => {
  const { told } = deed;

  test('the plan says so apart from what is intended, the run mends it, and nothing is twice', async () => {
    expect(outsideLines(await seen())).toEqual([]);
    await deed.do(stage);
    stage.writes();
    const plan = await seen();
    const line = outsideLines(plan).find(({ head }) => head === `${told.object} ${told.kind}`);
    expect(line, JSON.stringify(plan.changedOutside)).toBeDefined();
    for (const pattern of told.fields) {
      expect(
        line?.fields.some((field) => fits(field, pattern)),
        pattern,
      ).toBe(true);
    }
    expect(line?.fields.length).toBeGreaterThanOrEqual(told.fields.length);
    const human = oneLine((await stage.run(['plan', ...wishes])).stdout);
    expect(human).toContain('Changed outside authentik-aws since 20');
    expect(human.indexOf(told.object)).toBeLessThan(human.indexOf('What setup would do'));
    const status = oneLine((await stage.run(['status', ...wishes])).stdout);
    expect(status).toContain('Changed outside authentik-aws since 20');
    expect(stage.writes()).toEqual([]);

    const { code, stderr } = await stage.run([...unattended, ...wishes]);
    expect(code, stderr).toBe(0);
    expect(oneLine(stderr)).toContain('Changed outside authentik-aws since 20');
    expect(await everything(stage)).toEqual(whole);
    expect(await joinedTo(stage)).toEqual(['AWS', true]);
    const after = await stage.run(['plan', '--exit-code', '--json', ...wishes]);
    expect(after.code, after.stdout).toBe(0);
    expect(outsideLines(readPlan(after.stdout))).toEqual([]);
  });
});
