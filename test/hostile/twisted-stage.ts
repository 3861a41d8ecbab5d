import { expect } from 'vitest';
import { everyFile } from '../commands/leaks.js';
import { type Stage, startStage } from '../commands/stage.js';
import { answers } from '../procedure/answers.js';
import { expectPlain } from './expected.js';
import { startTwistingProxy, type TwistingProxy } from './twisting-proxy.js';

/** Both systems, set up, each behind a proxy that can twist its answers. */
export interface TwistedStage {
  readonly stage: Stage;
  readonly authentik: TwistingProxy;
  readonly aws: TwistingProxy;
  /** Runs a command through the proxies and holds it to what must hold whatever they answer. */
  holds(argv: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The exit codes that help lists, without that of an interruption. */
const told = [0, 1, 2, 3, 4, 6, 64];

/** Starts such a stage; the caller closes it. */
export async function startTwistedStage(): Promise<TwistedStage> {
  const stage = await startStage();
  const set = await stage.run(['setup', '--no-input', ...answers(stage)]);
  if (set.code !== 0) throw new Error(set.stderr);
  const [authentik, aws] = await Promise.all([
    startTwistingProxy(stage.authentik.url),
    startTwistingProxy(stage.aws.endpoint),
  ]);
  const env = {
    AUTHENTIK_URL: authentik.url,
    AWS_ENDPOINT_URL: aws.url,
    // What was set up under another address is looked at from scratch.
    AUTHENTIK_AWS_STATE: `${stage.statePath}.twisted`,
    // One attempt, so that a failure is not waited for.
    AWS_MAX_ATTEMPTS: '1',
  };
  return {
    ...{ stage, authentik, aws },
    async holds(argv) {
      const { code, stdout, stderr } = await stage.run(argv, { env });
      expect(stderr).not.toContain('This is a bug');
      expect(told).toContain(code);
      expectPlain(stdout + stderr);
      if (argv.includes('--json')) JSON.parse(stdout);
      if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) {
        throw new Error('the prototype of all objects was changed');
      }
      expect(everyFile(stage.folder)).not.toContain('\x1b');
    },
    async close() {
      await Promise.all([authentik.close(), aws.close()]);
      await stage.close();
    },
  };
}
