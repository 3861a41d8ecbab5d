import type { Arrival, Browser } from './browser.js';
import { answerTo, type Credentials } from './flow-answer.js';
import { type Challenge, errorsOf, readChallenge } from './flow-challenge.js';
import type { PageForm } from './html-page.js';
import { SignInStopped } from './stopped.js';

/** How a flow ended: with an address to go to, or a form to send. */
export type FlowEnd = { to: URL } | { form: PageForm };

const STEP_LIMIT = 30;

/** The page of a flow; before it stands the path that authentik may be served under. */
const flowPage = /^(.*)\/if\/flow\/([^/]+)\/?$/;

/** Whether an address is a page that runs a flow by script. */
export function isFlowPage({ pathname }: URL): boolean {
  return flowPage.test(pathname);
}

/**
 * Goes through a flow by the executor API that the flow's page uses (seen on authentik 2023.10.7
 * to 2026.2.2). Throws `SignInStopped` where authentik refuses or wants more than a password.
 */
export async function walkFlow(
  browser: Browser,
  page: URL,
  credentials: Credentials,
): Promise<FlowEnd> {
  const executor = executorOf(page);
  let arrival = await browser.open(executor);
  for (let step = 0; step < STEP_LIMIT; step += 1) {
    const challenge = readChallenge(arrival.status, arrival.body);
    refuseErrors(challenge, credentials);
    const end = endOf(challenge, arrival);
    if (end !== undefined) return end;
    arrival = await browser.postJson(executor, answerTo(challenge, credentials));
  }
  throw new SignInStopped(`authentik's login flow did not end after ${STEP_LIMIT} stages`);
}

function executorOf(page: URL): URL {
  const [, prefix = '', slug = ''] = flowPage.exec(page.pathname) ?? [];
  const executor = new URL(`${prefix}/api/v3/flows/executor/${slug}/`, page);
  executor.search = `?query=${encodeURIComponent(page.search.slice(1))}`;
  return executor;
}

function refuseErrors(challenge: Challenge, { password }: Credentials): void {
  const errors = errorsOf(challenge);
  if (errors === undefined) return;
  // A server that repeats what it was sent must not make this message repeat it too.
  const safe = password === '' ? errors : errors.replaceAll(password, '••••••');
  throw new SignInStopped(`authentik did not take the answer (${challenge.component}): ${safe}`);
}

function endOf(challenge: Challenge, { address }: Arrival): FlowEnd | undefined {
  const { component, to, url, attrs } = challenge;
  if (component === 'xak-flow-redirect' && to !== undefined) return { to: new URL(to, address) };
  if (component !== 'ak-stage-autosubmit' || url === undefined) return undefined;
  const fields = Object.entries(attrs ?? {}).map(([name, value]) => [name, value ?? '']);
  return {
    form: { method: 'POST', action: new URL(url, address), fields: Object.fromEntries(fields) },
  };
}
