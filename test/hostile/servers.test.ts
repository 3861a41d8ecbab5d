import { afterAll, beforeAll, test } from 'vitest';
import { serverProperties } from './properties/servers.js';
import { quick } from './property.js';
import { startTwistedStage, type TwistedStage } from './twisted-stage.js';

let stage: TwistedStage;

beforeAll(async () => {
  stage = await startTwistedStage();
});

afterAll(() => stage.close());

test.each(serverProperties(() => stage))('$name', async ({ check }) => {
  await check({ ...quick, runs: 25 });
});
