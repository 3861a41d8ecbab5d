import { afterAll, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import { authentikConnections, proxies } from './cases/connections.js';
import { countTried, endure, expectMessage, expectWhole, stageWith } from './under-fault.js';

const tried = countTried('broken connections to authentik tried');
afterAll(tried.print);

test.each([...authentikConnections, ...proxies])(
  '$fault is told, and the next run finishes',
  async (one) => {
    await endure(one);
    tried.count();
  },
);

test('a proxy that wants a password before it opens a tunnel is told as well', async () => {
  const { faults, stage, setUp } = await stageWith(['authentik-untrusted', 'proxy-wants-password']);
  const { code, stderr } = await setUp();
  expect(code, stderr).toBe(4);
  expectMessage(stderr);
  expect(oneLine(stderr)).toContain('The proxy of this machine refused');
  await faults.end();
  expect((await setUp()).code).toBe(0);
  await expectWhole(stage);
  tried.count();
});
