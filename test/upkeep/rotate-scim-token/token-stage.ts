import { onTestFinished } from 'vitest';
import type { ProvisioningTenant } from '../../../src/sandbox/aws/world/provisioning.js';
import { deleteToken, generateToken } from '../../../src/sandbox/person/index.js';
import type { Ran } from '../../commands/run-program.js';
import { type Setting, type Stage, startStage, unattended } from '../../commands/stage.js';

/** A finished set-up with SCIM whose access token is to be rotated. */
export interface TokenStage extends Stage {
  readonly tenant: ProvisioningTenant;
  /** `rotate scim-token` with nobody to ask, with a token where one is brought. */
  rotate(token: string | undefined, ...flags: string[]): Promise<Ran>;
  /** The person at the console: generates a token and copies it. */
  generate(): Promise<string>;
  /** The person at the console: deletes the token that was made first. */
  deleteOldest(): Promise<void>;
  /** The token that authentik sends; shown by releases up to 2026.5. */
  inAuthentik(): Promise<string>;
  /** Whether AWS accepts the token that authentik sends. */
  works(): Promise<boolean>;
}

/** Starts one that ends with the test. */
export async function openTokenStage(setting: Setting = {}): Promise<TokenStage> {
  const stage = await startTokenStage(setting);
  onTestFinished(() => stage.close());
  return stage;
}

/** Starts one that the caller closes. */
export async function startTokenStage(setting: Setting = {}): Promise<TokenStage> {
  const stage = await startStage(setting);
  const { code, stderr } = await stage.run([...unattended, '--scim', '--group', 'aws-users']);
  if (code !== 0) throw new Error(stderr);
  const { provisioning: tenant } = stage.instance;
  if (!tenant) throw new Error('provisioning is not enabled');
  const inAuthentik = async () => String((await stage.list('/providers/scim/'))[0]?.token);
  return {
    ...stage,
    tenant,
    rotate: (token, ...flags) =>
      stage.run(['rotate', 'scim-token', '--no-input', ...flags], {
        env: token === undefined ? {} : { AUTHENTIK_AWS_SCIM_TOKEN: token },
      }),
    generate: () => generateToken(stage.aws.console),
    deleteOldest: () => deleteToken(stage.aws.console, 'oldest'),
    inAuthentik,
    works: async () => tenant.validToken(await inAuthentik()) !== undefined,
  };
}
