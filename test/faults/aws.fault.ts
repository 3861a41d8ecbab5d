import { afterAll, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import { awsAddresses, awsFaults } from './cases/aws.js';
import { countTried, endure, expectMessage, expectWhole, stageWith } from './under-fault.js';

const tried = countTried('faults of AWS tried');
afterAll(tried.print);

test.each(awsFaults)('$fault is told, and the next run finishes', async (one) => {
  await endure(one);
  tried.count();
});

test.each(awsAddresses)('$fault is told, and the next run finishes', async ({ fault, says }) => {
  const { stage, faults, setUp } = await stageWith([fault]);
  const env = { AUTHENTIK_URL: stage.authentik.url, AWS_ENDPOINT_URL: stage.aws.endpoint };
  const { code, stderr } = await stage.run(['setup', '--no-input'], { env });
  expect(code, stderr).toBe(1);
  expectMessage(stderr);
  for (const text of says) expect(oneLine(stderr)).toContain(text);
  await faults.end();
  expect((await setUp()).code).toBe(0);
  await expectWhole(stage);
  tried.count();
});
