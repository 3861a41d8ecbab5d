import { ExpectedError } from '../basics/errors.js';
import type { InstanceWish } from './choose-instance.js';
import { consoleHome } from './console-links.js';
import type { InstanceSummary } from './instances.js';

/** There is no instance in the Region that was asked: how to find the right one. */
export function noInstance(wish: InstanceWish): ExpectedError {
  const from = wish.regionFrom === undefined ? '' : ` (from ${wish.regionFrom})`;
  return new ExpectedError({
    what: `There is no IAM Identity Center instance in ${wish.region}${from}`,
    why: 'An instance lives in one Region, chosen when it was enabled, and is seen there only; and only from its own account, the management account or the delegated administrator.',
    next: [
      'Open IAM Identity Center in the console; it names the Region where it is enabled:',
      consoleHome(wish.region),
      'The issuer URL and the SCIM endpoint name it too, as in https://eu-central-1.signin.aws.amazon.com/…',
      'Then run the same command with --region, or --profile for another account.',
    ],
    exit: 'usage',
  });
}

/** The instance that was named is not there. */
export function unknownInstance(
  instances: readonly InstanceSummary[],
  named: string,
  wish: InstanceWish,
): ExpectedError {
  if (instances.length === 0) return noInstance(wish);
  return new ExpectedError({
    what: `There is no IAM Identity Center instance ${named} in ${wish.region}`,
    why: `These credentials see there: ${instances.map(describe).join('; ')}.`,
    next: 'Name one of these with --instance-arn, or choose another Region or profile.',
    exit: 'usage',
  });
}

/** Several instances are there and nothing tells them apart. */
export function severalInstances(instances: readonly InstanceSummary[]): ExpectedError {
  return new ExpectedError({
    what: `There are ${instances.length} IAM Identity Center instances, and which one is meant cannot be told`,
    why: `These credentials see: ${instances.map(describe).join('; ')}.`,
    next: instances.map(({ arn }) => `--instance-arn ${arn}`),
    exit: 'usage',
  });
}

function describe(instance: InstanceSummary): string {
  const name = instance.name === undefined ? '' : ` "${instance.name}"`;
  return `${instance.arn}${name} of account ${instance.ownerAccountId}`;
}
