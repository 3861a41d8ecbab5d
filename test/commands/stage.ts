import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  type AuthentikOptions,
  type AuthentikSandbox,
  newestRecordedRelease,
  startAuthentik,
} from '../../src/sandbox/authentik/index.js';
import { type AwsOptions, type AwsSandbox, startAws } from '../../src/sandbox/aws/index.js';
import type { Instance } from '../../src/sandbox/aws/world/instance.js';
import { awsEnvironment } from '../../src/sandbox/index.js';
import {
  changeIdentitySource,
  downloadServiceProviderMetadata,
} from '../../src/sandbox/person/index.js';
import { type Ran, type Running, runProgram, temporaryFolder } from './run-program.js';

/** How the two systems are to start. */
export interface Setting {
  readonly authentik?: Partial<AuthentikOptions>;
  readonly aws?: AwsOptions;
}

/** Both pretended systems with a folder for state and files, and the program to run on them. */
export interface Stage {
  readonly authentik: AuthentikSandbox;
  readonly aws: AwsSandbox;
  readonly instance: Instance;
  readonly folder: string;
  readonly statePath: string;
  readonly metadataPath: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs the program on this stage. */
  run(argv: readonly string[], running?: Running): Promise<Ran>;
  /** Calls authentik's API below `/api/v3` as its administrator; fails on a refusal. */
  call(method: string, path: string, body?: object): Promise<unknown>;
  /** The objects of one of authentik's lists. */
  list(path: string): Promise<Row[]>;
  /** The person at the console: saves AWS's metadata and gives the path of the file. */
  downloadMetadata(): Promise<string>;
  /** The person at the console: uploads the written metadata and confirms the switch. */
  switchIdentitySource(): Promise<void>;
  /**
   * Every request that was meant to change either system, since the last call of this. Not counted
   * is what a person does at the console.
   */
  writes(): string[];
  /** Every request to authentik since the last call of `writes` or this. */
  authentikRequests(): string[];
  close(): Promise<void>;
}

const row = z.record(z.string(), z.unknown());
const rows = z.object({ results: z.array(row) });

/** One object of authentik's API. */
export type Row = z.infer<typeof row>;

/** Starts a stage that the caller closes: for tests that share one. */
export async function startStage({
  authentik: wishes,
  aws: awsWishes,
}: Setting = {}): Promise<Stage> {
  const [authentik, aws] = await Promise.all([
    startAuthentik({ release: newestRecordedRelease, ...wishes }),
    startAws(awsWishes),
  ]);
  const { path: folder, remove } = temporaryFolder();
  const statePath = join(folder, 'state.json');
  const metadataPath = join(folder, 'files', 'authentik-aws-metadata.xml');
  const env = {
    ...awsEnvironment(aws),
    AUTHENTIK_URL: authentik.url,
    AUTHENTIK_TOKEN: authentik.token,
    AUTHENTIK_AWS_STATE: statePath,
    AUTHENTIK_AWS_OUTPUT_DIR: join(folder, 'files'),
  };
  const call = callerOf(authentik);
  const [instance] = aws.world.instances;
  if (instance === undefined) throw new Error('the pretended AWS has no instance');
  const log = requestLog(authentik, aws);
  return {
    ...{ authentik, aws, instance, folder, statePath, metadataPath, env, call },
    run: (argv, running) =>
      runProgram(argv, { cwd: folder, ...running, env: { ...env, ...running?.env } }),
    list: async (path) => rows.parse(await call('GET', path)).results,
    async downloadMetadata() {
      const path = join(folder, 'aws-metadata.xml');
      writeFileSync(path, await downloadServiceProviderMetadata(aws.console));
      return path;
    },
    switchIdentitySource: () =>
      changeIdentitySource(aws.console, readFileSync(metadataPath, 'utf8')),
    ...log,
    async close() {
      await Promise.all([authentik.close(), aws.close()]);
      remove();
    },
  };
}

/** Starts a stage that ends with the test. */
export async function openStage(setting: Setting = {}): Promise<Stage> {
  const stage = await startStage(setting);
  onTestFinished(() => stage.close());
  return stage;
}

function callerOf(authentik: AuthentikSandbox): Stage['call'] {
  return async (method, path, body) => {
    const { url, token } = authentik;
    const response = await fetch(`${url}/api/v3${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

function requestLog(authentik: AuthentikSandbox, aws: AwsSandbox) {
  let [authentikSeen, awsSeen] = [0, 0];
  const authentikSince = () => authentik.requests.slice(authentikSeen);
  const mark = () => {
    authentikSeen = authentik.requests.length;
    awsSeen = aws.requests.length;
  };
  return {
    writes() {
      const toAuthentik = authentikSince()
        .filter(({ method }) => method !== 'GET' && method !== 'HEAD')
        .map(({ method, path }) => `${method} ${path}`);
      const toAws = aws.requests
        .slice(awsSeen)
        .filter(({ service }) => service !== 'console' && service !== 'portal')
        .filter(({ method, operation }) => method !== 'GET' && !READING.test(operation))
        .map(({ service, operation }) => `${service} ${operation}`);
      mark();
      return [...toAuthentik, ...toAws];
    },
    authentikRequests() {
      const seen = authentikSince().map(({ method, path }) => `${method} ${path}`);
      mark();
      return seen;
    },
  };
}

const READING = /^(Get|List|Describe|Lookup|Is|Simulate)/;

/** The arguments of a run that brings everything at once, with the sandbox's person at the console. */
export const unattended = ['setup', '--console', 'sandbox', '--accept-identity-source'] as const;

/** What the state file says; `undefined` without one. */
export function stateOf({ statePath }: Stage): Row | undefined {
  return existsSync(statePath) ? row.parse(JSON.parse(readFileSync(statePath, 'utf8'))) : undefined;
}
