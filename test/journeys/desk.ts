import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type AuthentikOptions,
  newestRecordedRelease,
  startAuthentik,
} from '../../src/sandbox/authentik/index.js';
import { type AwsOptions, startAws } from '../../src/sandbox/aws/index.js';
import { awsEnvironment, type Sandbox } from '../../src/sandbox/index.js';

/** A user's own place: a home without any configuration, which is also the folder to work in. */
export interface Desk {
  readonly folder: string;
  /** The environment of a shell at this desk; it names neither of the two systems. */
  readonly env: Readonly<Record<string, string>>;
}

/** Makes a desk that is gone when the test ends. */
export async function newDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'authentik-aws-journey-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'Downloads'));
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_STATE_HOME: join(folder, 'state'),
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    // The question about SCIM belongs to the journeys that answer it.
    AUTHENTIK_AWS_SCIM: 'no',
  };
  return { folder, env };
}

/** Both pretended systems in this process, ended with the test. */
export async function newSandbox(
  options: Pick<AuthentikOptions, 'intercept'> = {},
  awsOptions: AwsOptions = {},
): Promise<Sandbox> {
  const [authentik, aws] = await Promise.all([
    startAuthentik({ release: newestRecordedRelease, ...options }),
    startAws(awsOptions),
  ]);
  const close = async () => {
    await Promise.all([authentik.close(), aws.close()]);
  };
  onTestFinished(close);
  return { authentik, aws, environment: awsEnvironment(aws), close };
}

/** The environment of somebody who has set all that is needed to look at both systems. */
export function equipped(desk: Desk, sandbox: Sandbox): Record<string, string> {
  const { url, token } = sandbox.authentik;
  return { ...desk.env, ...sandbox.environment, AUTHENTIK_URL: url, AUTHENTIK_TOKEN: token };
}

/** The text of every file at the desk, in one: the state, what is for the console, all others. */
export async function everythingAt({ folder }: Desk): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}
