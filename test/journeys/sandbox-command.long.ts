import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Desk, newDesk } from './desk.js';
import { addAlice } from './handovers.js';
import { endOf, runPiped, startPiped } from './piped.js';

const authentikLine = z.strictObject({ url: z.url(), token: z.string(), release: z.string() });
const awsLine = z.strictObject({
  endpoint: z.url(),
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  console: z.url(),
});
const wholeLine = z.strictObject({ authentik: authentikLine, aws: awsLine });

test.each(['SIGTERM', 'SIGINT'] as const)(
  'sandbox --json is ready with one line, and stays until %s',
  async (signal) => {
    const { child, ready, lines } = await startSandboxProcess(await newDesk());
    wholeLine.parse(ready);
    child.kill(signal);
    expect(await endOf(child)).toBe(0);
    expect(lines).toHaveLength(1);
  },
);

test.each([
  ['authentik', z.strictObject({ authentik: authentikLine })],
  ['aws', z.strictObject({ aws: awsLine })],
])('sandbox --only %s starts this half alone', async (half, shape) => {
  const { ready } = await startSandboxProcess(await newDesk(), ['--only', half]);
  shape.parse(ready);
});

test('setup works through a sandbox process, and a sign-in is refused until AWS knows the user', async () => {
  const desk = await newDesk();
  const { ready } = await startSandboxProcess(desk);
  const line = wholeLine.parse(ready);
  const env = { ...desk.env, ...environmentOf(line) };
  const cwd = desk.folder;
  const args = ['setup', '--console', 'sandbox', '--accept-identity-source'];
  const setup = await runPiped({ args, env, cwd });
  expect(setup).toMatchObject({ code: 0 });

  const signIn = async (password: string) => {
    await writeFile(join(cwd, 'password'), password);
    const as = ['--user', 'alice', '--password-file', 'password'];
    return runPiped({ args: ['sandbox', 'sign-in', ...as], env, cwd });
  };
  expect(await signIn(PASSWORD_OF_ALICE)).toMatchObject({ code: 1 });
  await addAlice(line);
  expect(await signIn('not the password')).toMatchObject({ code: 1 });
  const accepted = await signIn(`${PASSWORD_OF_ALICE}\n`);
  expect(accepted).toMatchObject({ code: 0 });
  expect(accepted.stdout).toBe('AWS accepted the sign-in of alice@example.com.\n');
});

/** What every sandbox gives alice; the sandbox names it in no output that a program reads. */
const PASSWORD_OF_ALICE = 'password-of-alice';

/** Starts `authentik-aws sandbox --json` and waits for its line. */
async function startSandboxProcess(desk: Desk, more: readonly string[] = []) {
  const args = ['sandbox', '--json', ...more];
  const child = startPiped({ args, env: desk.env, cwd: desk.folder });
  const lines: string[] = [];
  const output = createInterface(child.stdout);
  output.on('line', (line) => lines.push(line));
  const first = await new Promise<string>((resolve, reject) => {
    output.once('line', resolve);
    output.once('close', () => reject(new Error('the sandbox ended before it was ready')));
  });
  const ready: unknown = JSON.parse(first);
  return { child, ready, lines };
}

function environmentOf({ authentik, aws }: z.infer<typeof wholeLine>): Record<string, string> {
  return {
    AUTHENTIK_URL: authentik.url,
    AUTHENTIK_TOKEN: authentik.token,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
  };
}
