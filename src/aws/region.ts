import { ExpectedError } from '../basics/errors.js';
import type { Clients } from './clients.js';
import type { ConnectOptions } from './connection.js';
import { partitionOf } from './partitions.js';

/**
 * The Region that calls go to: the one given, or what the SDK's own chain finds.
 *
 * @throws ExpectedError when there is none, or when it is no Region's name.
 */
export async function regionOf(options: ConnectOptions, clients: Clients): Promise<string> {
  if (options.region !== undefined) {
    partitionOf(options.region);
    return options.region;
  }
  const { client } = await clients.ssoAdmin();
  const region = await client.config.region().catch((error: unknown) => {
    throw noRegion(error, process.env);
  });
  partitionOf(region);
  return region;
}

function noRegion(error: unknown, environment: NodeJS.ProcessEnv): ExpectedError {
  const message = error instanceof Error ? error.message : '';
  const unread = environment.AWS_DEFAULT_REGION;
  const hint =
    unread === undefined || unread === ''
      ? []
      : [
          `AWS_DEFAULT_REGION is set, but AWS's JavaScript SDK does not read it: --region ${unread}`,
        ];
  return new ExpectedError({
    what: 'The AWS Region is not known',
    why: message.startsWith('Region not accepted')
      ? message
      : 'Neither --region nor AWS_REGION is set, and the profile names none.',
    next: [
      ...hint,
      'Give the Region in which IAM Identity Center was enabled: --region or AWS_REGION.',
      'The console shows it: https://console.aws.amazon.com/singlesignon',
    ],
    exit: 'usage',
  });
}
