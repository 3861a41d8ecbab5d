import { afterAll, expect, test } from 'vitest';
import { exitCodes } from '../../src/basics/exit-codes.js';
import { oneLine } from '../commands/run-program.js';
import { openStage, type Stage } from '../commands/stage.js';
import { type UpkeepCommand, upkeepCases } from './cases/upkeep.js';
import { upkeep } from './killed/upkeep.js';
import { LateFaults } from './late-faults.js';
import { countTried, expectMessage, expectNoSecrets } from './under-fault.js';

const tried = countTried('faults of the upkeep commands tried');
afterAll(tried.print);

/** What the run of a command begins with, and its arguments: the same as those that are killed. */
function journeyOf(command: UpkeepCommand) {
  const journey = upkeep.find(({ argv }) => argv.join(' ').startsWith(command));
  if (!journey) throw new Error(`nothing runs ${command}`);
  return journey;
}

async function begin(command: UpkeepCommand, fault: string) {
  const faults = new LateFaults([fault]);
  const stage = await openStage({ authentik: { faults }, aws: { faults } });
  const { prepare, argv } = journeyOf(command);
  await prepare(stage);
  faults.begin();
  return { stage, faults, run: () => stage.run(argv) };
}

test.each(upkeepCases)(
  '$command under $fault: told, and the next run finishes',
  async (one) => {
    const { command, fault, exit, says } = one;
    const { stage, faults, run } = await begin(command, fault);
    const first = await run();
    const told = oneLine(first.stderr);
    expect(faults.happened).toBeGreaterThan(0);
    expect(first.code, first.stderr).toBe(exitCodes[exit].code);
    for (const text of says) expect(told).toContain(text);
    expectMessage(first.stderr);
    expectNoSecrets(stage, first);
    await faults.end();
    await stage.authentik.settled();
    const second = await run();
    expect(second.code, second.stderr).toBe(0);
    expectNoSecrets(stage, second);
    await expectNothingLeft(stage, run);
    tried.count();
  },
  60_000,
);

/** A third run finds nothing to do. */
async function expectNothingLeft(stage: Stage, run: () => ReturnType<Stage['run']>): Promise<void> {
  stage.writes();
  const third = await run();
  expect(third.code, third.stderr).toBe(0);
  expect(stage.writes()).toEqual([]);
}
