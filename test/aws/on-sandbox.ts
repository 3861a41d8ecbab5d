import { onTestFinished, vi } from 'vitest';
import { type Aws, connectAws } from '../../src/aws/index.js';
import { type AwsOptions, type AwsSandbox, startAws } from '../../src/sandbox/aws/index.js';

/** The client on a pretended AWS that ends with the test. */
export async function onSandbox(
  options: AwsOptions = {},
): Promise<{ aws: Aws; sandbox: AwsSandbox }> {
  const sandbox = await startAws(options);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    return sandbox.close();
  });
  const variables = {
    AWS_ENDPOINT_URL: sandbox.endpoint,
    AWS_ACCESS_KEY_ID: sandbox.accessKeyId,
    AWS_SECRET_ACCESS_KEY: sandbox.secretAccessKey,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return { aws: await connectAws({ region: sandbox.region }), sandbox };
}

/** The first instance of a pretended AWS. */
export function theInstance(sandbox: AwsSandbox) {
  const [instance] = sandbox.world.instances;
  if (instance === undefined) throw new Error('the sandbox has no instance');
  return instance;
}
