import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExitReason } from '../basics/exit-codes.js';
import { Secret } from '../basics/secret.js';
import type { Settings } from '../settings/settings.js';
import type { Desk } from './desk.js';
import { cannotStart } from './sandbox.js';
import { armFaults } from './sandbox-faults.js';
import type { Visitor } from './sandbox-person.js';

/**
 * Runs a command on the built-in sandbox: both systems in this process, on loopback, for as long
 * as the command takes. Files and state go to a folder that ends with it, unless they were named.
 */
export async function rehearse(
  desk: Desk,
  command: (desk: Desk) => Promise<ExitReason>,
): Promise<ExitReason> {
  const { startSandbox } = await import('../sandbox/index.js');
  const { authentikRelease, faults: names } = desk.settings.values;
  const faults = await armFaults(names);
  const sandbox = await startSandbox({
    faults,
    ...(authentikRelease !== undefined && { authentikRelease }),
  }).catch((error: unknown) => {
    throw cannotStart(error);
  });
  const folder = await mkdtemp(join(tmpdir(), 'authentik-aws-sandbox-'));
  const restore = enter(desk.world.env, sandbox.environment);
  try {
    desk.terminal.say(`Sandbox: authentik ${sandbox.authentik.release} and AWS, on loopback.\n`);
    if (faults.names.length > 0) desk.terminal.say(`Faults: ${faults.names.join(', ')}\n`);
    const settings = inSandbox(desk.settings, sandbox.authentik, sandbox.aws.region, folder);
    return await command({
      ...desk,
      settings,
      visitor: aliceWith(sandbox.authentik.alicePassword),
    });
  } finally {
    restore();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The person of the pretended authentik who has an e-mail address. */
function aliceWith(password: string): Visitor {
  const email = 'alice@example.com';
  return { userName: 'alice', password, email, givenName: 'Alice', familyName: 'Example' };
}

/** Nothing of the user's own AWS set-up may be met by accident. */
function enter(env: NodeJS.ProcessEnv, sandboxVariables: Readonly<Record<string, string>>) {
  const before = Object.entries(env).filter(
    ([name]) => name.startsWith('AWS_') || name in sandboxVariables,
  );
  for (const [name] of before) delete env[name];
  Object.assign(env, sandboxVariables);
  return () => {
    for (const name of Object.keys(sandboxVariables)) delete env[name];
    Object.assign(env, Object.fromEntries(before));
  };
}

function inSandbox(
  settings: Settings,
  authentik: { readonly url: string; readonly token: string },
  region: string,
  folder: string,
): Settings {
  const { values, sources } = settings;
  return {
    ...settings,
    values: {
      ...values,
      authentikUrl: authentik.url,
      authentikToken: new Secret(authentik.token),
      region,
      profile: undefined,
      instanceArn: undefined,
      console: 'sandbox',
      acceptIdentitySource: true,
      state: values.state ?? join(folder, 'state.json'),
      outputDir: sources.outputDir === 'default' ? join(folder, 'files') : values.outputDir,
    },
  };
}
