import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { ProvisioningTenant, TooManyTokens } from '../world/provisioning.js';
import { type Confirmation, confirmationPage } from './confirmation.js';
import { enabledPage, managePage, newTokenPage, PROVISIONING_PATH } from './provisioning-pages.js';
import { type ConsoleScope, formText, recordConsoleCall } from './scope.js';

/** `tenant` is there on every page but the one that makes it. */
type Env = { Bindings: HttpBindings; Variables: { tenant: ProvisioningTenant } };
type Page = Context<Env>;

const deletion: Confirmation = {
  title: 'Delete access token',
  word: 'DELETE',
  button: 'Delete access token',
  cancel: PROVISIONING_PATH,
};

const disabling: Confirmation = {
  title: 'Disable automatic provisioning',
  word: 'DISABLE',
  button: 'Disable automatic provisioning',
  cancel: PROVISIONING_PATH,
};

/** Automatic provisioning: switching it on and off, and its access tokens. */
export function provisioningPages(scope: ConsoleScope): Hono<Env> {
  const app = new Hono<Env>();
  app.post('/enable', (context) => enable(context, scope));
  app.use(async (context, next) => {
    const { provisioning } = scope.instance;
    if (provisioning === undefined) return context.notFound();
    context.set('tenant', provisioning);
    return next();
  });
  app.get('/', (context) => {
    recordConsoleCall(scope, 'ListBearerTokens');
    return manage(context, context.req.query('deleted'));
  });
  app.post('/tokens', (context) => generateToken(context, scope));
  app.post('/tokens/choose', chooseToken);
  app.use('/tokens/:id/delete', async (context, next) => {
    const { tokens } = context.get('tenant');
    const isThere = tokens.some(({ tokenId }) => tokenId === context.req.param('id'));
    return isThere ? next() : context.notFound();
  });
  app.get('/tokens/:id/delete', (context) => context.html(confirmationPage(deletion)));
  app.post('/tokens/:id/delete', (context) => deleteToken(context, context.req.param('id'), scope));
  app.get('/disable', (context) => context.html(confirmationPage(disabling)));
  app.post('/disable', (context) => disable(context, scope));
  return app;
}

/** The endpoint as programs reach it: this very server, not AWS's host `scim.{region}.amazonaws.com`. */
function endpointOf(context: Page, { tenantId }: ProvisioningTenant): string {
  return `http://127.0.0.1:${context.env.incoming.socket.localPort}/${tenantId}/scim/v2`;
}

function enable(context: Page, scope: ConsoleScope): Response | Promise<Response> {
  const { world, instance } = scope;
  if (instance.identitySource.type !== 'external') return context.notFound();
  if (instance.provisioning !== undefined) return context.redirect(PROVISIONING_PATH, 303);
  const tenant = new ProvisioningTenant(() => world.now());
  instance.provisioning = tenant;
  recordConsoleCall(scope, 'CreateProvisioningTenant');
  const token = tenant.generateToken();
  recordConsoleCall(scope, 'CreateBearerToken');
  return context.html(enabledPage(endpointOf(context, tenant), token));
}

function manage(context: Page, deleted?: string): Response | Promise<Response> {
  const tenant = context.get('tenant');
  return context.html(
    managePage(
      endpointOf(context, tenant),
      tenant,
      deleted === undefined
        ? undefined
        : { kind: 'status', text: 'You successfully deleted the access token.' },
    ),
  );
}

function generateToken(context: Page, scope: ConsoleScope): Response | Promise<Response> {
  const tenant = context.get('tenant');
  try {
    const token = tenant.generateToken();
    recordConsoleCall(scope, 'CreateBearerToken');
    return context.html(newTokenPage(token));
  } catch (error) {
    if (!(error instanceof TooManyTokens)) throw error;
    return refuse(context, error.message);
  }
}

function refuse(context: Page, text: string): Response | Promise<Response> {
  const tenant = context.get('tenant');
  return context.html(
    managePage(endpointOf(context, tenant), tenant, { kind: 'alert', text }),
    400,
  );
}

async function chooseToken(context: Page): Promise<Response> {
  const tokenId = await formText(context, 'token');
  if (tokenId === '') return refuse(context, 'Choose an access token.');
  return context.redirect(`${PROVISIONING_PATH}/tokens/${encodeURIComponent(tokenId)}/delete`, 303);
}

async function deleteToken(context: Page, tokenId: string, scope: ConsoleScope): Promise<Response> {
  if ((await formText(context, 'confirmation')) !== deletion.word) {
    return context.html(confirmationPage(deletion, 'Type DELETE to confirm.'), 400);
  }
  context.get('tenant').deleteToken(tokenId);
  recordConsoleCall(scope, 'DeleteBearerToken');
  return context.redirect(`${PROVISIONING_PATH}?deleted`, 303);
}

async function disable(context: Page, scope: ConsoleScope): Promise<Response> {
  if (context.get('tenant').tokens.length > 0) {
    return refuse(context, 'Delete all access tokens before you disable automatic provisioning.');
  }
  if ((await formText(context, 'confirmation')) !== disabling.word) {
    return context.html(confirmationPage(disabling, 'Type DISABLE to confirm.'), 400);
  }
  scope.instance.provisioning = undefined;
  recordConsoleCall(scope, 'DeleteProvisioningTenant');
  return context.redirect('/console/settings?changed=provisioning-off', 303);
}
