import { expect, test } from 'vitest';
import { z } from 'zod';
import { finish } from '../procedure/answers.js';
import { selfSigned } from '../procedure/key-pairs.js';
import { oneLine } from './run-program.js';
import { openStage } from './stage.js';

const day = 86_400_000;

const status = z.object({
  format: z.literal('authentik-aws/status'),
  steps: z.array(z.object({ id: z.string(), standing: z.string().optional() })),
  certificateExpires: z.iso.datetime().optional(),
});

test('before the set-up it tells what is there, and changes nothing', async () => {
  const stage = await openStage();
  const { code, stdout } = await stage.run(['status', '--json']);
  expect(code).toBe(0);
  const { steps, certificateExpires } = status.parse(JSON.parse(stdout));
  expect(steps.filter(({ standing }) => standing !== undefined).map(({ id }) => id)).toEqual([
    'identity-center-instance',
  ]);
  expect(certificateExpires).toBeUndefined();
  expect(stage.writes()).toEqual([]);
});

test('a certificate that ends soon has an exit code of its own', async () => {
  const stage = await openStage();
  const now = Date.now();
  const soon = new Date(now + 20.5 * day);
  const pair = await selfSigned({ kind: 'rsa', from: new Date(now - day), to: soon });
  await stage.call('POST', '/crypto/certificatekeypairs/', { name: 'ends soon', ...pair });
  await finish(stage, '--certificate', 'ends soon');
  const { code, stdout } = await stage.run(['status', '--certificate', 'ends soon']);
  expect(code).toBe(6);
  expect(oneLine(stdout)).toContain('the certificate "ends soon" ends in 20 days');
  const json = await stage.run(['status', '--json', '--certificate', 'ends soon']);
  const { certificateExpires } = status.parse(JSON.parse(json.stdout));
  expect(certificateExpires?.slice(0, 10)).toBe(soon.toISOString().slice(0, 10));
});
