import { expect, it } from 'vitest';
import { z } from 'zod';
import { type RecordedRequest, recordedTraffic, releases } from './recordings.js';
import { Replay } from './replay.js';

const patch = z.object({ Operations: z.array(z.object({ path: z.string().optional() })) });

/**
 * What this AWS answers. The endpoint of these recordings was looser than the one of the recorded
 * cases, which follows AWS's documentation: it took a PATCH without a path on groups, and a group's
 * name for a second time.
 */
function expectedStatus(request: RecordedRequest, { aws }: Replay): number {
  const { method, path, body, answered } = request;
  if (answered === 204 && method === 'PATCH') {
    const { Operations } = patch.parse(body);
    return Operations.every((operation) => operation.path !== undefined) ? 204 : 400;
  }
  if (answered === 201 && path === '/Groups') {
    const name = String(body?.displayName);
    return aws.instance.directory.groups.find('displayName', name) === undefined ? 201 : 409;
  }
  return answered;
}

it.each(releases)('answers the traffic of authentik %s', async (release) => {
  const replay = await Replay.start();
  const traffic = recordedTraffic(release);
  expect(traffic.length).toBeGreaterThan(10);
  for (const [place, request] of traffic.entries()) {
    const expected = expectedStatus(request, replay);
    const { status } = await replay.send(request);
    const where = `${place}: ${request.method} ${request.path}`;
    expect({ where, status }).toEqual({ where, status: expected });
  }
});
