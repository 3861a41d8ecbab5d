import { readdirSync, rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openStage } from '../commands/stage.js';
import { acs } from '../procedure/answers.js';
import { startTwistingProxy } from './twisting-proxy.js';

test.each(['../../escaped', '/tmp/escaped', 'a/../../../escaped', 'evil\u0000'])(
  'a server that calls the application %j names no file',
  async (slug) => {
    const stage = await openStage();
    const proxy = await startTwistingProxy(stage.authentik.url);
    onTestFinished(() => proxy.close());
    const answered = JSON.stringify(slug);
    proxy.twist = ({ status, text }) => ({
      status,
      text: text.replaceAll(/"slug":\s*"aws"/g, () => `"slug":${answered}`),
    });
    rmSync(stage.folder, { recursive: true });
    const env = { AUTHENTIK_URL: proxy.url };
    const { code, stderr } = await stage.run(['setup', '--no-input', ...acs(stage)], { env });
    expect(code, stderr).toBe(3);
    const files = readdirSync(stage.folder, { recursive: true }).map(String);
    expect(files.filter((name) => !name.startsWith('state.json')).sort()).toEqual([
      'files',
      'files/authentik-aws-certificate.pem',
      'files/authentik-aws-metadata.xml',
    ]);
  },
);
