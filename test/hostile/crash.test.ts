import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPiped } from '../journeys/piped.js';
import { type SecretStage, startSecretStage } from './secret-stage.js';

let opened: SecretStage;

beforeAll(async () => {
  opened = await startSecretStage();
});

afterAll(() => opened.stage.close());

/**
 * Breaks what all requests go through. The error holds all headers, as those of HTTP libraries do,
 * and Node prints everything that an uncaught one holds.
 */
function broken(how: string): string {
  const code = `
    import http from 'node:http';
    const { end } = http.ClientRequest.prototype;
    http.ClientRequest.prototype.end = function (...given) {
      const headers = this.getHeaders();
      const error = Object.assign(new Error('broken: ' + JSON.stringify(headers)), {
        config: { headers }, request: this, cause: { headers },
      });
      ${how}
      return end.apply(this, given);
    };`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

const ways: [what: string, how: string][] = [
  ['a dependency that throws', 'this.destroy(); throw error;'],
  ['a dependency that throws what is no error', 'this.destroy(); throw { error, headers };'],
  ['a dependency that throws when nobody listens', 'setTimeout(() => { throw error; });'],
  ['a dependency that rejects when nobody listens', 'Promise.reject(error);'],
  ['a rejection that is no error', 'Promise.reject({ headers });'],
];

async function run(flags: readonly string[], more: Record<string, string>) {
  const { stage, env } = opened;
  const machine = { PATH: process.env.PATH ?? '', HOME: stage.folder };
  const { code, ...written } = await runPiped({
    args: ['plan', ...flags],
    env: { ...machine, ...stage.env, ...env, ...more },
    cwd: stage.folder,
  });
  return { code: code ?? -1, ...written };
}

test.each(ways)('%s', async (_what, how) => {
  const { code, stdout, stderr } = await run(['--verbose'], { NODE_OPTIONS: broken(how) });
  expect(code).toBe(1);
  expect(stderr.match(/This is a bug in authentik-aws/g)).toHaveLength(1);
  expect(opened.leaks({ code, stdout, stderr })).toEqual([]);
});

test('under --json a crash is one object', async () => {
  const how = 'setTimeout(() => { throw error; });';
  const { code, stdout, stderr } = await run(['--json'], { NODE_OPTIONS: broken(how) });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'bug', exit: { code: 1 } });
  expect(opened.leaks({ code, stdout, stderr })).toEqual([]);
});

test("Node's own debugging shows headers, and dots for secrets", async () => {
  const { code, stdout, stderr } = await run([], { NODE_DEBUG: 'http,https,net,tls,stream' });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^HTTP \d+: /m);
  expect(stderr).toContain('Bearer ••••••');
  expect(opened.leaks({ code, stdout, stderr })).toEqual([]);
});
