/** Where the servers of a sign-in really are. */
export interface Hosts {
  /** The pretended AWS, for example `http://127.0.0.1:4566`. */
  awsEndpoint: string;
  /** Where to connect for every host that is not AWS's; absent: to the host itself. */
  authentikOrigin?: string | undefined;
}

/**
 * The hosts of AWS's sign-in and access portal, in all partitions (AWS user guide,
 * multi-region-workforce-access and enable-identity-center-portal-access).
 */
const awsHosts = [
  'awsapps.com',
  'awsapps.cn',
  'signin.aws',
  'signin.aws.amazon.com',
  'signin.amazonaws-us-gov.com',
  'signin-fips.amazonaws-us-gov.com',
  'portal.amazonaws.com',
  'portal.amazonaws.com.cn',
  'portal.amazonaws.eu',
  'app.aws',
  'app.amazonwebservices.com.cn',
] as const;

/** Whether a host is one that AWS serves sign-in from. The sandbox never connects to those. */
export function isAwsHost(hostname: string): boolean {
  return awsHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** The origin to connect to for an address; the Host header stays that of the address. */
export function originFor(address: URL, hosts: Hosts): URL {
  const aws = new URL(hosts.awsEndpoint);
  if (isAwsHost(address.hostname) || address.host === aws.host) return aws;
  return new URL(hosts.authentikOrigin ?? address.origin);
}
