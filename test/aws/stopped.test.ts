import { expect, test } from 'vitest';
import { connectAws } from '../../src/aws/index.js';
import { Cancelled } from '../../src/basics/errors.js';
import { useWire } from './wire.js';

const wire = useWire();

test('asked to stop, a reading call ends at once, and no other one is begun', async () => {
  const stopping = new AbortController();
  const stopped = new Cancelled({ what: 'stopped', exit: 'interrupted' });
  const aws = await connectAws({ stop: stopping.signal });
  wire.on('ListInstances', () => {
    stopping.abort(stopped);
    return 'silence';
  });
  await expect(aws.instances()).rejects.toBe(stopped);
  await expect(aws.caller()).rejects.toBe(stopped);
  expect(wire.operations()).toEqual(['ListInstances']);
});
