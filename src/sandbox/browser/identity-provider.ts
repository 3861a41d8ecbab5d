import type { Arrival, Browser } from './browser.js';
import type { Credentials } from './flow-answer.js';
import { isFlowPage, walkFlow } from './flow-executor.js';
import { isAwsHost } from './hosts.js';
import { type PageForm, readHtml } from './html-page.js';
import { SignInStopped } from './stopped.js';

/** A login is a flow, then often a second one for the consent; more means going in circles. */
const FLOW_LIMIT = 5;

/**
 * Signs in at the identity provider, from the page where the browser arrived there to the page
 * that the response brought it to at AWS. Throws `SignInStopped`.
 */
export async function passIdentityProvider(
  browser: Browser,
  arrival: Arrival,
  credentials: Credentials,
): Promise<Arrival> {
  let current = arrival;
  for (let flows = 0; flows < FLOW_LIMIT; flows += 1) {
    if (isAwsHost(current.address.hostname)) return current;
    const form = responseForm(current);
    if (form !== undefined) return browser.submit(form);
    if (!isFlowPage(current.address)) throw deadEnd(current);
    const end = await walkFlow(browser, current.address, credentials);
    current = 'form' in end ? await browser.submit(end.form) : await browser.open(end.to);
  }
  throw new SignInStopped('authentik leads from one login flow to the next without end');
}

/** A page may carry the response in a form of its own instead of a flow's last stage. */
function responseForm({ body, address, contentType }: Arrival): PageForm | undefined {
  if (!contentType.includes('html')) return undefined;
  return readHtml(body, address).forms.find(({ fields }) => 'SAMLResponse' in fields);
}

function deadEnd({ address, status, body }: Arrival): SignInStopped {
  const text = readHtml(body, address).text.slice(0, 300);
  const said = text === '' ? '' : `: ${text}`;
  return new SignInStopped(
    `authentik answered ${status} at ${address.pathname} and did not go back to AWS${said}`,
  );
}
