import type { Context } from 'hono';
import { judge } from './judge.js';
import type { OpenRequests } from './open-requests.js';
import { errorPage, notTakenPage, portalPage } from './pages.js';
import { failureRecord, type RecordedSignIn, successRecord } from './sign-in-records.js';
import type { UsedAssertions } from './used-assertions.js';
import type { Acceptance, Refusal } from './verdict.js';
import type { ServiceProviderWorld } from './world.js';

/** What the service provider remembers between two requests. */
export interface SignInMemory {
  open: OpenRequests;
  used: UsedAssertions;
}

/** Which HTTP status AWS's error page has is not known. */
const REFUSED = 400;

/** Takes the response that a browser brings by POST, and lets the user in or shows why not. */
export async function consumeAssertion(
  context: Context,
  world: ServiceProviderWorld,
  { open, used }: SignInMemory,
): Promise<Response> {
  const trust = world.identityProvider();
  if (trust === undefined) {
    const text = 'This instance has no external identity provider';
    return context.html(notTakenPage(text), REFUSED);
  }
  const { samlResponse, relayState } = await readForm(context);
  if (samlResponse === undefined) {
    return context.html(notTakenPage('The request has no SAMLResponse'), REFUSED);
  }
  const request = open.take(relayState);
  const { instance } = world;
  const now = world.now();
  const userByName = world.userByName.bind(world);
  const heard = { samlResponse, trust, request, now, instance, userByName };
  const verdict = judge({ ...heard, seenAssertions: used });
  if (!verdict.accepted) return refuse(context, world, verdict);
  used.add(verdict.assertionId, verdict.rememberUntil, now);
  return admit(context, world, verdict, request?.portalUrl ?? instance.classicPortalUrl);
}

async function readForm({
  req,
}: Context): Promise<{ samlResponse: string | undefined; relayState: string | undefined }> {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' ? value : undefined;
  const form = await req.parseBody();
  return { samlResponse: text(form.SAMLResponse), relayState: text(form.RelayState) };
}

function admit(
  context: Context,
  world: ServiceProviderWorld,
  acceptance: Acceptance,
  portalUrl: string,
): Response | Promise<Response> {
  world.record(successRecord(acceptance, portalUrl, recorded(world)));
  const { nameId } = acceptance;
  return context.html(portalPage(nameId, portalUrl, world.accountsOf(nameId)));
}

function refuse(
  context: Context,
  world: ServiceProviderWorld,
  refusal: Refusal,
): Response | Promise<Response> {
  const record = failureRecord(refusal, recorded(world));
  if (record !== undefined) world.record(record);
  return context.html(errorPage(refusal), REFUSED);
}

function recorded(world: ServiceProviderWorld): RecordedSignIn {
  return { instance: world.instance, at: world.now() };
}
