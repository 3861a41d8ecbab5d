import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import type { AuthentikSandbox } from '../sandbox/authentik/index.js';
import type { AwsSandbox } from '../sandbox/aws/index.js';
import type { Faults } from '../sandbox/faults/index.js';
import { openDesk } from './desk.js';
import type { Invocation } from './invocation.js';
import { armFaults } from './sandbox-faults.js';
import type { World } from './world.js';

type Half = 'authentik' | 'aws';

/**
 * `authentik-aws sandbox`: starts both halves or one, prints what is needed to use them, and stays
 * until a signal comes.
 */
export async function sandbox({ world, flags, terminal }: Invocation): Promise<ExitReason> {
  const { settings } = openDesk(world, flags, terminal);
  const { authentikRelease, faults: names } = settings.values;
  const faults = await armFaults(names);
  const halves = await startHalves(flags, authentikRelease, faults);
  // Listened for before anybody can know that it is ready.
  const stopped = interrupted(world);
  const { authentik } = halves;
  try {
    terminal.result(settings.values.json ? JSON.stringify(readyLine(halves)) : readyText(halves));
    if (authentik && !authentik.recorded) {
      terminal.say(`authentik ${authentik.release} is derived, not recorded.`);
    }
    if (halves.faults.length > 0) terminal.say(`Faults: ${halves.faults.join(', ')}`);
    terminal.say('Ready. Stop it with Ctrl-C.');
    await stopped;
  } finally {
    await Promise.all([closeAll(halves), faults.end()]);
  }
  return 'done';
}

async function startHalves(
  flags: Invocation['flags'],
  release: string | undefined,
  faults: Faults,
) {
  const wants = (half: Half) => flags.only === undefined || flags.only === half;
  const authentikPort = portFrom(flags.authentikPort, '--authentik-port');
  const awsPort = portFrom(flags.awsPort, '--aws-port');
  const { newestRecordedRelease, startAuthentik } = await import('../sandbox/authentik/index.js');
  const { startAws } = await import('../sandbox/aws/index.js');
  const playing = release ?? newestRecordedRelease;
  const [authentik, aws] = await Promise.allSettled([
    wants('authentik')
      ? startAuthentik({ release: playing, port: authentikPort, faults })
      : undefined,
    wants('aws') ? startAws({ port: awsPort, faults }) : undefined,
  ]);
  const started = {
    authentik: authentik.status === 'fulfilled' ? authentik.value : undefined,
    aws: aws.status === 'fulfilled' ? aws.value : undefined,
    faults: faults.names,
    proxy: await faults.environment(),
  };
  const failed = [authentik, aws].find((half) => half.status === 'rejected');
  if (!failed) return started;
  await closeAll(started);
  throw cannotStart(failed.reason);
}

async function closeAll({ authentik, aws }: Pick<Halves, 'authentik' | 'aws'>): Promise<void> {
  await Promise.all([authentik?.close(), aws?.close()]);
}

/** A port that is taken, or a release that cannot be played: the sandbox says it in plain words. */
export function cannotStart(error: unknown): ExpectedError {
  const why = error instanceof Error ? error.message : String(error);
  return new ExpectedError({
    what: 'The sandbox cannot be started',
    why,
    next: why.includes('EADDRINUSE')
      ? 'Name another port, or leave the port out to have a free one.'
      : 'Name another release with --authentik-release, or leave it out.',
    exit: 'usage',
    cause: error,
  });
}

interface Halves {
  readonly authentik: AuthentikSandbox | undefined;
  readonly aws: AwsSandbox | undefined;
  /** As they were asked for. */
  readonly faults: readonly string[];
  /** The variables that name a proxy, where a fault lies in one. */
  readonly proxy: Readonly<Record<string, string>>;
}

/** What programs read; the half that was not started is left out. */
function readyLine({ authentik, aws, faults, proxy }: Halves) {
  return {
    ...(authentik && {
      authentik: { url: authentik.url, token: authentik.token, release: authentik.release },
    }),
    ...(aws && {
      aws: {
        endpoint: aws.endpoint,
        region: aws.region,
        accessKeyId: aws.accessKeyId,
        secretAccessKey: aws.secretAccessKey,
        console: aws.console,
      },
    }),
    ...(faults.length > 0 && { faults, proxy }),
  };
}

/** What a person pastes into another shell. The credentials are made up and open nothing else. */
function readyText({ authentik, aws, proxy }: Halves): string {
  return [
    ...(authentik
      ? [
          `export AUTHENTIK_URL=${authentik.url}`,
          `export AUTHENTIK_TOKEN=${authentik.token}`,
          `# who can sign in: alice, password ${authentik.alicePassword}`,
        ]
      : []),
    ...(aws
      ? [
          `export AWS_ENDPOINT_URL=${aws.endpoint}`,
          `export AWS_REGION=${aws.region}`,
          `export AWS_ACCESS_KEY_ID=${aws.accessKeyId}`,
          `export AWS_SECRET_ACCESS_KEY=${aws.secretAccessKey}`,
          `# console: ${aws.console}`,
        ]
      : []),
    ...Object.entries(proxy).map(([name, value]) => `export ${name}=${value}`),
  ].join('\n');
}

function portFrom(value: unknown, flag: string): number {
  const port = Number(value ?? 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ExpectedError({
    what: `${flag} takes a port from 0 to 65535`,
    next: `Leave it out, or give a port: ${flag} 9000`,
    exit: 'usage',
  });
}

function interrupted(world: World): Promise<void> {
  return new Promise((resolve) => {
    const stop = world.onInterrupt(() => {
      stop();
      resolve();
    });
  });
}
