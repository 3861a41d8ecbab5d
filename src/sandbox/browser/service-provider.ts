import { type Arrival, Browser } from './browser.js';
import { type Hosts, isAwsHost } from './hosts.js';
import { readHtml } from './html-page.js';
import { SignInStopped } from './stopped.js';

/**
 * Opens the AWS access portal and goes where it sends the browser: to the identity provider.
 * Throws `SignInStopped` while AWS sends it nowhere.
 */
export async function leaveForIdentityProvider(browser: Browser, hosts: Hosts): Promise<Arrival> {
  const arrival = await browser.open(new URL('/start', hosts.awsEndpoint));
  const { hostname, host } = arrival.address;
  // With the redirect binding the browser has left AWS by itself.
  if (!isAwsHost(hostname) && host !== new URL(hosts.awsEndpoint).host) return arrival;
  const { forms, text } = readHtml(arrival.body, arrival.address);
  const [form] = forms;
  if (form !== undefined) return browser.submit(form);
  const seen = `it answered ${arrival.status} at ${arrival.address.href}: ${text.slice(0, 300)}`;
  throw new SignInStopped(`AWS sends nobody to an identity provider; ${seen}`, 'AWS');
}

/**
 * The address at which authentik begins a sign-in by itself. It is found by the address that AWS
 * sends its requests to: authentik keeps both under `/application/saml/{slug}/`.
 */
export async function initiationAddress(hosts: Hosts): Promise<URL> {
  const scout = new Browser(hosts);
  await leaveForIdentityProvider(scout, hosts);
  for (const address of scout.visited) {
    const [found] = /^.*\/application\/saml\/[^/]+\//.exec(address.pathname) ?? [];
    if (found !== undefined && !isAwsHost(address.hostname)) {
      return new URL(`${found}sso/binding/init/`, address);
    }
  }
  throw new SignInStopped('The identity provider that AWS trusts is not an authentik application');
}
