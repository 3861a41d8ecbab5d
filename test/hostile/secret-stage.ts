import { onTestFinished } from 'vitest';
import { everyFile, leaksIn } from '../commands/leaks.js';
import type { Ran } from '../commands/run-program.js';
import { type Stage, startStage } from '../commands/stage.js';
import type { Fault } from './echoes.js';

/** Both systems with made-up secrets that stand for themselves, and faults to switch on. */
export interface SecretStage {
  readonly stage: Stage;
  /** Every secret of a run, by its name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The variables that hold them. */
  readonly env: Readonly<Record<string, string>>;
  /** Lets a system answer so from now on; nothing makes both well again. */
  fail(fault?: Fault): void;
  /** What came out of a run, and what is left in its folder, that is a secret or a piece of one. */
  leaks(ran: Ran, further?: Readonly<Record<string, string>>): string[];
}

/** Credentials of signs that each encoding writes in its own way. */
export const awsSecrets = {
  'AWS secret access key': 'canaryKey/8Rw+q2=="x<&%41yZ0pLm',
  'AWS session token': "canarySession//Tt+9w==%2B'IQoJb3JpZ2luX2VjE",
};

/** Starts such a stage; the caller closes it. */
export async function startSecretStage(): Promise<SecretStage> {
  let now: Fault = { name: 'none' };
  const stage = await startStage({
    authentik: { intercept: async (request) => now.authentik?.(request) },
    aws: { intercept: async (request) => now.aws?.(request) },
  });
  const secrets = {
    ...awsSecrets,
    'authentik token': stage.authentik.token,
    'SCIM token': 'canaryScim/Vv+3k==&<tok%2Fen>"end7h2',
  };
  return {
    stage,
    secrets,
    env: {
      AWS_SECRET_ACCESS_KEY: secrets['AWS secret access key'],
      AWS_SESSION_TOKEN: secrets['AWS session token'],
      AUTHENTIK_AWS_SCIM_TOKEN: secrets['SCIM token'],
    },
    fail(fault = { name: 'none' }) {
      now = fault;
    },
    leaks: ({ stdout, stderr }, further) =>
      leaksIn([stdout, stderr, everyFile(stage.folder)].join('\n'), { ...secrets, ...further }),
  };
}

/** Starts such a stage, which ends with the test. */
export async function openSecretStage(): Promise<SecretStage> {
  const opened = await startSecretStage();
  onTestFinished(() => opened.stage.close());
  return opened;
}
