import { afterAll, beforeAll, test } from 'vitest';
import { serverProperties } from './properties/servers.js';
import { thorough } from './property.js';
import { startTwistedStage, type TwistedStage } from './twisted-stage.js';

let stage: TwistedStage;

beforeAll(async () => {
  stage = await startTwistedStage();
});

afterAll(() => stage.close());

test.each(serverProperties(() => stage))('$name', { timeout: 1_200_000 }, async ({ check }) => {
  await check(thorough);
});
