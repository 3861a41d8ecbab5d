import { ExpectedError } from '../basics/errors.js';

/** The partitions of AWS whose IAM Identity Center addresses are known. */
export type Partition = 'aws' | 'aws-us-gov' | 'aws-cn';

/** How far the addresses of a partition are known: from AWS, inferred, or by nobody. */
export type Evidence = 'documented' | 'inferred' | 'unverified';

/** Host names of one partition. */
export interface PartitionHosts {
  readonly partition: Partition;
  /** Domain of the console; the Region goes in front of it. */
  readonly console: string;
  /** Domain of the sign-in service; the Region goes in front of it. */
  readonly signIn: string;
  /** How far the sign-in host and the console link are known. */
  readonly evidence: Evidence;
}

const HOSTS: Record<Partition, PartitionHosts> = {
  // User guide, multi-region-workforce-access, and values seen in public.
  aws: {
    partition: 'aws',
    console: 'console.aws.amazon.com',
    signIn: 'signin.aws.amazon.com',
    evidence: 'documented',
  },
  // AWS GovCloud (US) documentation for the sign-in host; console host as other tools build it.
  'aws-us-gov': {
    partition: 'aws-us-gov',
    console: 'console.amazonaws-us-gov.com',
    signIn: 'signin.amazonaws-us-gov.com',
    evidence: 'inferred',
  },
  // No IAM Identity Center address of China has been published; built like the others.
  'aws-cn': {
    partition: 'aws-cn',
    console: 'console.amazonaws.cn',
    signIn: 'signin.amazonaws.cn',
    evidence: 'unverified',
  },
};

/** The form of a Region's name, as the source of a regular expression. */
export const REGION_PATTERN = '[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}';

const REGION = new RegExp(`^${REGION_PATTERN}$`);

/** Whether a text has the form of a Region's name, such as `eu-central-1`. */
export function isRegionName(text: string): boolean {
  return REGION.test(text);
}

/**
 * The partition of a Region.
 *
 * @throws ExpectedError for what is no Region's name, and for Regions (isolated, European
 *   Sovereign Cloud) whose IAM Identity Center addresses are not known.
 */
export function partitionOf(region: string): Partition {
  if (!isRegionName(region)) {
    throw new ExpectedError({
      what: `"${region}" is not the name of an AWS Region`,
      next: 'Give a name such as eu-central-1: --region or AWS_REGION.',
      exit: 'usage',
    });
  }
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('cn-')) return 'aws-cn';
  if (/^(?:us|eu)-iso|^eusc-/.test(region)) throw unknownPartition(region);
  return 'aws';
}

/** The hosts of the partition that a Region belongs to. */
export function hostsOf(region: string): PartitionHosts {
  return HOSTS[partitionOf(region)];
}

function unknownPartition(region: string): ExpectedError {
  return new ExpectedError({
    what: `The Region ${region} is not supported`,
    why: 'The addresses of IAM Identity Center in its partition of AWS are not known.',
    next: 'Follow the steps by hand: authentik-aws help steps',
  });
}
