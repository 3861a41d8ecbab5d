import { expect, test } from 'vitest';
import { runProgram } from './run-program.js';
import { readSetUp, stepIn } from './seen-plan.js';

/** Recorded ones and those between them, from the oldest supported to the newest. */
const releases = [
  '2023.5.6',
  '2023.10.7',
  '2024.2.3',
  '2024.8.6',
  '2024.12.3',
  '2025.4.4',
  '2025.10.4',
  '2025.12.4',
  '2026.2.2',
  '2026.5.2',
  '2026.8.6',
];

test.each(releases)('the procedure ends with a proved sign-in on authentik %s', async (release) => {
  const flags = ['--no-input', '--json', '--group', 'aws-users', '--authentik-release', release];
  const { code, stdout, stderr } = await runProgram(['setup', '--sandbox', ...flags]);
  expect(code, stderr).toBe(0);
  const { plan, facts } = readSetUp(stdout);
  expect(plan.target.authentik).toMatch(new RegExp(`^${release} at `));
  expect(plan.steps.map(({ state }) => state)).toEqual(plan.steps.map(() => 'in-place'));
  expect(stepIn(plan, 'sign-in').standing).toBe('proved');
  expect(facts.signIn).toMatchObject({ userName: 'alice@example.com' });
});
