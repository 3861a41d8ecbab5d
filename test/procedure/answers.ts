import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import type { Ran } from '../commands/run-program.js';
import type { Row, Stage } from '../commands/stage.js';

/** The answer to the first handover: the ACS URL of this instance. */
export function acs({ instance }: Stage): string[] {
  return ['--acs-url', serviceProviderUrls(instance).ipv4Acs];
}

/** Every answer of the console. */
export function answers(stage: Stage): string[] {
  const done = ['--identity-source-done', stage.instance.instanceId];
  return [...acs(stage), '--accept-identity-source', ...done];
}

/** Sets up with every answer and fails when that does not succeed. */
export async function finish(stage: Stage, ...flags: string[]): Promise<Ran> {
  const ran = await stage.run(['setup', '--no-input', ...answers(stage), ...flags]);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return ran;
}

/** The SAML provider that authentik shows under a name. */
export async function providerOf(stage: Stage, name = 'AWS IAM Identity Center'): Promise<Row> {
  const [provider] = await stage.list(`/providers/saml/?name=${encodeURIComponent(name)}`);
  if (!provider) throw new Error(`authentik has no SAML provider "${name}"`);
  return provider;
}

/** The application that authentik shows under a slug. */
export async function applicationOf(stage: Stage, slug = 'aws'): Promise<Row> {
  const found = await stage.list(`/core/applications/?superuser_full_list=true&slug=${slug}`);
  const [application] = found;
  if (!application) throw new Error(`authentik has no application "${slug}"`);
  return application;
}

/** Makes a SAML provider by hand, as an administrator of authentik would. */
export async function makeProvider(stage: Stage, fields: Row): Promise<Row> {
  const flow = async (designation: string) =>
    (await stage.list(`/flows/instances/?designation=${designation}`))[0]?.pk;
  const [authorization_flow, invalidation_flow] = await Promise.all([
    flow('authorization'),
    flow('invalidation'),
  ]);
  await stage.call('POST', '/providers/saml/', {
    ...{ name: 'AWS IAM Identity Center', acs_url: 'https://example.com/acs' },
    ...{ authorization_flow, invalidation_flow },
    ...fields,
  });
  return providerOf(stage, String(fields.name ?? 'AWS IAM Identity Center'));
}
