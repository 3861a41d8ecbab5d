/**
 * The origin of an address on this machine; undefined for every other text. What answers there is
 * not AWS but plays it.
 */
export function loopbackOrigin(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { hostname, origin, protocol } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname) ? origin : undefined;
}
