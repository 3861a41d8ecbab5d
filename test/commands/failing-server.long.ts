import { expect, test } from 'vitest';
import { censusOf, eachOnce } from './census.js';
import { startLosingProxy } from './losing-proxy.js';
import { oneLine } from './run-program.js';
import { openStage, unattended } from './stage.js';

const argv = [...unattended, '--group', 'aws-users'];

const cases = [
  ['POST /api/v3/crypto/certificatekeypairs/generate/', 'lost'],
  ['POST /api/v3/providers/saml/', 'lost'],
  ['POST /api/v3/providers/saml/', 'a server error'],
  ['POST /api/v3/core/applications/', 'a server error'],
  ['POST /api/v3/policies/bindings/', 'lost'],
  ['PATCH /api/v3/core/applications/aws/', 'lost'],
] as const;

test.each(cases)(
  'the answer to %s is %s: the next run makes nothing twice',
  async (moment, fate) => {
    const stage = await openStage();
    const proxy = await startLosingProxy(stage.authentik.url);
    const env = { AUTHENTIK_URL: proxy.url };
    proxy.decide = ({ method, path }) => (`${method} ${path}` === moment ? fate : 'passed on');
    const failed = await stage.run(argv, { env });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^error: /m);
    expect(failed.stderr).not.toContain('This is a bug');
    expect(stage.writes().filter((write) => write === moment)).toHaveLength(1);

    proxy.decide = () => 'passed on';
    const second = await stage.run(argv, { env });
    expect(second.code, second.stderr).toBe(0);
    expect(await censusOf(stage)).toEqual(eachOnce);
  },
);

test('a server that fails while it is looked at fails the run before anything is written', async () => {
  const intercept = async ({ url }: Request) =>
    url.includes('/providers/saml/') ? new Response('', { status: 502 }) : undefined;
  const stage = await openStage({ authentik: { intercept } });
  const { code, stderr } = await stage.run([
    ...['setup', '--no-input', '--sp-metadata', await stage.downloadMetadata()],
  ]);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain(
    "authentik's server failed when asked to look up SAML providers",
  );
  expect(stage.writes()).toEqual([]);
});

test('a token that is refused is a matter of rights', async () => {
  const stage = await openStage();
  const { code, stderr } = await stage.run(['setup'], { env: { AUTHENTIK_TOKEN: 'wrong-token' } });
  expect(code).toBe(4);
  expect(stderr).toMatch(/^error: /m);
});
