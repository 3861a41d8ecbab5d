import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { connectAws } from '../../src/aws/index.js';
import { laterRefusal } from '../saml/refusal.js';
import { useWire } from './wire.js';

useWire();
const folder = mkdtempSync(join(tmpdir(), 'authentik-aws-'));
afterAll(() => rmSync(folder, { recursive: true }));

// The SDK warns once a process, so this has to be the first client of its process: one test a file.
test('the SDK neither warns nor leaves the environment changed', async () => {
  const emitted = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const printed = vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', undefined);
  const before = { ...process.env };
  writeFileSync(join(folder, 'config'), '[profile bare]\n');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  // A profile beside keys is what the SDK warns of when it looks for credentials.
  vi.stubEnv('AWS_PROFILE', 'bare');
  const aws = await connectAws();
  const error = await laterRefusal(() => aws.instances());
  expect(error.message).toBe('No AWS credentials were found');
  expect(emitted).not.toHaveBeenCalled();
  expect(printed).not.toHaveBeenCalled();
  expect(Object.keys(process.env).sort()).toEqual(
    [...new Set([...Object.keys(before), 'AWS_PROFILE'])].sort(),
  );
});
