import { expect, test } from 'vitest';
import { FIRST, openRotationStage, SECOND } from './rotation-stage.js';

test('undo takes away the key pairs of every rotation', async () => {
  const stage = await openRotationStage();
  for (const _ of ['second', 'third']) {
    const { code, stderr } = await stage.rotate('--another', '--console', 'sandbox');
    expect(code, stderr).toBe(0);
    await stage.signInAlice();
  }
  expect(await stage.keyPairs()).toEqual([FIRST, SECOND, `${FIRST} 3`]);
  const gone = ['undo', '--console', 'sandbox', '--confirm', 'aws'];
  const { code, stderr } = await stage.run(gone);
  expect(code, stderr).toBe(0);
  expect(await stage.keyPairs()).toEqual([]);
});
