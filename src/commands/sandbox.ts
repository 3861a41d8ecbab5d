import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import type { AuthentikSandbox } from '../sandbox/authentik/index.js';
import type { AwsSandbox } from '../sandbox/aws/index.js';
import { openDesk } from './desk.js';
import type { Invocation } from './invocation.js';
import type { World } from './world.js';

type Half = 'authentik' | 'aws';

/**
 * `authentik-aws sandbox`: starts both halves or one, prints what is needed to use them, and stays
 * until a signal comes.
 */
export async function sandbox({ world, flags, terminal }: Invocation): Promise<ExitReason> {
  const { settings } = openDesk(world, flags, terminal);
  const halves = await startHalves(flags, settings.values.authentikRelease);
  // Listened for before anybody can know that it is ready.
  const stopped = interrupted(world);
  const { authentik } = halves;
  try {
    terminal.result(settings.values.json ? JSON.stringify(readyLine(halves)) : readyText(halves));
    if (authentik && !authentik.recorded) {
      terminal.say(`authentik ${authentik.release} is derived, not recorded.`);
    }
    terminal.say('Ready. Stop it with Ctrl-C.');
    await stopped;
  } finally {
    await closeAll(halves);
  }
  return 'done';
}

async function startHalves(flags: Invocation['flags'], release: string | undefined) {
  const wants = (half: Half) => flags.only === undefined || flags.only === half;
  const authentikPort = portFrom(flags.authentikPort, '--authentik-port');
  const awsPort = portFrom(flags.awsPort, '--aws-port');
  const { newestRecordedRelease, startAuthentik } = await import('../sandbox/authentik/index.js');
  const { startAws } = await import('../sandbox/aws/index.js');
  const playing = release ?? newestRecordedRelease;
  const [authentik, aws] = await Promise.allSettled([
    wants('authentik') ? startAuthentik({ release: playing, port: authentikPort }) : undefined,
    wants('aws') ? startAws({ port: awsPort }) : undefined,
  ]);
  const started = {
    authentik: authentik.status === 'fulfilled' ? authentik.value : undefined,
    aws: aws.status === 'fulfilled' ? aws.value : undefined,
  };
  const failed = [authentik, aws].find((half) => half.status === 'rejected');
  if (!failed) return started;
  await closeAll(started);
  throw cannotStart(failed.reason);
}

async function closeAll({ authentik, aws }: Halves): Promise<void> {
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
}

/** What programs read; the half that was not started is left out. */
function readyLine({ authentik, aws }: Halves) {
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
  };
}

/** What a person pastes into another shell. The credentials are made up and open nothing else. */
function readyText({ authentik, aws }: Halves): string {
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
