import { expect } from 'vitest';
import { type ExitReason, exitCodes } from '../../src/basics/exit-codes.js';
import { Faults } from '../../src/sandbox/faults/index.js';
import { censusOf, eachOnce } from '../commands/census.js';
import { everyFile, formsOf } from '../commands/leaks.js';
import { oneLine, type Ran } from '../commands/run-program.js';
import { openStage, type Setting, type Stage, unattended } from '../commands/stage.js';

/** One fault, and how a whole run of SAML and SCIM ends under it. */
export interface FaultCase {
  /** As it is asked for. */
  readonly fault: string;
  readonly exit: ExitReason;
  /** What is told, among other things, with all white space as single blanks. */
  readonly says: readonly string[];
  readonly release?: string;
  readonly arguments?: readonly string[];
}

/** A stage on which faults lie in wait, with the addresses that a client is given. */
export interface FaultyStage {
  readonly stage: Stage;
  readonly faults: Faults;
  /** The variables that lead there, as far as a fault lies in them. */
  addresses(): Promise<Readonly<Record<string, string>>>;
  /** Runs a whole set-up with the sandbox's person at the console. */
  setUp(more?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
}

/** Starts both systems with these faults; they end with the test. */
export async function stageWith(
  names: readonly string[],
  setting: Setting = {},
): Promise<FaultyStage> {
  const faults = new Faults(names);
  const stage = await openStage({
    authentik: { ...setting.authentik, faults },
    aws: { ...setting.aws, faults },
  });
  const addresses = async () => ({
    AUTHENTIK_URL: stage.authentik.url,
    AWS_ENDPOINT_URL: stage.aws.endpoint,
    ...(await faults.environment()),
  });
  return {
    stage,
    faults,
    addresses,
    setUp: async (more = [], env = {}) =>
      stage.run([...unattended, '--scim', '--group', 'aws-users', ...more], {
        env: { ...(await addresses()), ...env },
      }),
  };
}

/**
 * Runs under a fault, holds what is told against the case, and runs again without the fault: then
 * everything is there, once.
 */
export async function endure({ fault, exit, says, ...more }: FaultCase): Promise<Ran> {
  const { release } = more;
  const faulty = await stageWith([fault], release === undefined ? {} : { authentik: { release } });
  const { stage, faults, setUp } = faulty;
  const first = await setUp(more.arguments);
  const told = oneLine(first.stderr);
  expect(first.code, first.stderr).toBe(exitCodes[exit].code);
  for (const text of says) expect(told).toContain(text);
  if (exit !== 'done') expectMessage(first.stderr);
  expectNoSecrets(stage, first);
  await faults.end();
  await stage.authentik.settled();
  const second = await setUp();
  expect(second.code, second.stderr).toBe(0);
  expectNoSecrets(stage, second);
  await expectWhole(stage);
  return first;
}

/** What happened, why, and what to do now, within 80 columns; neither a bug nor a stack. */
export function expectMessage(stderr: string): void {
  const error = stderr.slice(stderr.indexOf('error: ')).trimEnd();
  // A state that could not be saved is printed as the file that it is to become.
  const message = error.replace(/^\{\n(?: .*\n)+\}$/m, '{}');
  expect(message).toMatch(/^error: /);
  expect(message.split('\n').length).toBeGreaterThanOrEqual(3);
  expect(oneLine(message)).toMatch(/(?:same|this) command/);
  expect(message).not.toMatch(/This is a bug|^\s+at .+:\d+:\d+|\[object|undefined'|NaN/m);
  expect(message.split('\n').filter(isTooLong)).toEqual([]);
}

/** A long word, such as an address or a file's content, stands on a line of its own. */
function isTooLong(line: string): boolean {
  return line.length > 80 && line.split(' ').every((word) => word.length < 72);
}

/** Nothing that was printed or written holds a token or a key. */
export function expectNoSecrets(stage: Stage, { stdout, stderr }: Ran): void {
  const everything = stdout + stderr + everyFile(stage.folder);
  const { token } = stage.authentik;
  const scimTokens = stage.instance.provisioning?.tokens.map(({ value }) => value) ?? [];
  for (const secret of [token, stage.aws.secretAccessKey, ...scimTokens]) {
    for (const form of formsOf(secret)) expect(everything.includes(form)).toBe(false);
  }
}

/** Each thing of a whole set-up is there once, and alice has arrived. */
export async function expectWhole(stage: Stage): Promise<void> {
  expect(await censusOf(stage)).toEqual(eachOnce);
  const [mappings, providers, application] = await Promise.all([
    stage.list(`${mappingsOf(stage)}?search=zz`),
    stage.list('/providers/scim/'),
    stage.call('GET', '/core/applications/aws/'),
  ]);
  expect(mappings.map(({ name }) => name)).toEqual(['zz AWS IAM Identity Center SCIM user']);
  expect(providers.map(({ name }) => name)).toEqual(['AWS IAM Identity Center SCIM']);
  expect(Object(application).backchannel_providers).toEqual([providers[0]?.pk]);
  const alice = stage.instance.directory.users.find('userName', 'alice@example.com');
  expect(alice?.externalIds).toHaveLength(1);
}

/** SCIM mappings stand below another path before 2024.8. */
function mappingsOf({ authentik }: Stage): string {
  const isOld = authentik.release.startsWith('2023.');
  return isOld ? '/propertymappings/scim/' : '/propertymappings/provider/scim/';
}

/** Prints at the end of a file how many faults it tried. */
export function countTried(what: string): { count: () => void; print: () => void } {
  let tried = 0;
  return {
    count: () => {
      tried += 1;
    },
    print: () => console.info(`${tried} ${what}`),
  };
}
