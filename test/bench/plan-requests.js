import { setTimeout as pass } from 'node:timers/promises';
import { newestRecordedRelease, startAuthentik } from '../../dist/sandbox/authentik/index.js';
import { startAws } from '../../dist/sandbox/aws/index.js';
import { signIn } from '../../dist/sandbox/browser/index.js';
import { awsEnvironment } from '../../dist/sandbox/index.js';
import { addUser } from '../../dist/sandbox/person/index.js';
import { median } from './median.js';
import { inFolder, plainEnvironment, runProgram } from './program.js';

/** Milliseconds that each answer is held back; long beside all that the program does itself. */
const DELAY = 200;

/**
 * What `plan` asks of both systems when everything is in place, and its longest chain of requests
 * that wait for one another: with every answer held back it takes so many delays longer.
 */
export async function planRequests(runs) {
  let delay = 0;
  const intercept = async () => {
    if (delay > 0) await pass(delay);
    return undefined;
  };
  const authentik = await startAuthentik({ release: newestRecordedRelease, intercept });
  const aws = await startAws({ intercept });
  try {
    return await inFolder(async (folder) => {
      const env = environmentOf(folder, authentik, aws);
      await finish({ folder, env, authentik, aws });
      const plan = () => runProgram(['plan', '--exit-code'], { folder, env });
      const before = { authentik: authentik.requests.length, aws: aws.requests.length };
      await plan();
      const counts = {
        authentik: authentik.requests.slice(before.authentik).map(nameOfAuthentik),
        aws: aws.requests.slice(before.aws).map(nameOfAws),
      };
      const quick = await medianOf(runs, plan);
      delay = DELAY;
      const slow = await medianOf(runs, plan);
      return { ...counts, milliseconds: quick, longestChain: (slow - quick) / DELAY };
    });
  } finally {
    await Promise.all([authentik.close(), aws.close()]);
  }
}

function environmentOf(folder, authentik, aws) {
  const { url: AUTHENTIK_URL, token: AUTHENTIK_TOKEN } = authentik;
  return { ...plainEnvironment(folder), ...awsEnvironment(aws), AUTHENTIK_URL, AUTHENTIK_TOKEN };
}

/** Sets everything up and proves it by a sign-in. */
async function finish({ folder, env, authentik, aws }) {
  const args = ['setup', '--console', 'sandbox', '--accept-identity-source', '--no-input'];
  await runProgram(args, { folder, env });
  await addUser(aws.console, {
    ...{ userName: 'alice@example.com', email: 'alice@example.com' },
    ...{ givenName: 'Alice', familyName: 'Example', displayName: 'Alice Example' },
  });
  const outcome = await signIn({
    ...{ awsEndpoint: aws.endpoint, user: 'alice', password: authentik.alicePassword },
  });
  if (!outcome.accepted) throw new Error(`the sign-in was refused: ${outcome.errorMessage}`);
  await runProgram(args, { folder, env });
}

async function medianOf(runs, run) {
  const times = [];
  for (let round = 0; round < runs; round += 1) times.push(await run());
  return median(times);
}

function nameOfAuthentik({ method, path }) {
  return `${method} ${path.replace('/api/v3', '').replace(/\?.*/, '')}`;
}

function nameOfAws({ service, operation }) {
  return `${service} ${operation}`;
}
