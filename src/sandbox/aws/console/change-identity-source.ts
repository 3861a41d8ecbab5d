import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type IdentitySource, serviceProviderUrls } from '../world/instance.js';
import {
  choosePage,
  configurePage,
  reviewPage,
  WIZARD_PATH,
} from './change-identity-source-pages.js';
import { readIdentityProviderForm } from './identity-provider-form.js';
import { type ConsoleScope, formText, recordConsoleCall } from './scope.js';
import { serviceProviderMetadata } from './service-provider-metadata.js';

/** What was chosen and uploaded but not confirmed yet, each under an ID of its own. */
type Drafts = Map<string, IdentitySource>;

/** The wizard "Change identity source": choose, configure, review and confirm. */
export function changeIdentitySourcePages(scope: ConsoleScope): Hono {
  const drafts: Drafts = new Map();
  const app = new Hono();
  app.get('/change', (context) => context.html(choosePage()));
  app.post('/change', (context) => choose(context, drafts));
  app.get('/external', (context) => {
    recordConsoleCall(scope, 'GetAWSSPConfigurationForDirectory');
    return context.html(configurePage(scope, context.req.query('tab')));
  });
  app.post('/external', (context) => configure(context, scope, drafts));
  app.get('/metadata.xml', (context) => downloadMetadata(context, scope));
  app.get('/review/:draft', (context) => {
    const source = drafts.get(context.req.param('draft'));
    return source === undefined ? context.notFound() : context.html(reviewPage(source));
  });
  app.post('/review/:draft', (context) =>
    confirm(context, context.req.param('draft'), scope, drafts),
  );
  return app;
}

async function choose(context: Context, drafts: Drafts): Promise<Response> {
  const choice = await formText(context, 'source');
  if (choice === 'external') return context.redirect(`${WIZARD_PATH}/external`, 303);
  if (choice === 'directory') return review(context, drafts, { type: 'directory' });
  return context.html(choosePage('Choose an identity source.'), 400);
}

async function configure(context: Context, scope: ConsoleScope, drafts: Drafts): Promise<Response> {
  try {
    const identityProvider = await readIdentityProviderForm(context);
    return review(context, drafts, { type: 'external', identityProvider });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return context.html(configurePage(scope, undefined, text), 400);
  }
}

function review(context: Context, drafts: Drafts, source: IdentitySource): Response {
  const id = randomUUID();
  drafts.set(id, source);
  return context.redirect(`${WIZARD_PATH}/review/${id}`, 303);
}

async function confirm(
  context: Context,
  draft: string,
  scope: ConsoleScope,
  drafts: Drafts,
): Promise<Response> {
  const source = drafts.get(draft);
  if (source === undefined) return context.notFound();
  if ((await formText(context, 'confirmation')) !== 'ACCEPT') {
    return context.html(reviewPage(source, 'Type ACCEPT to confirm.'), 400);
  }
  drafts.delete(draft);
  changeIdentitySource(scope, source);
  return context.redirect('/console/settings?changed=identity-source', 303);
}

function changeIdentitySource(scope: ConsoleScope, source: IdentitySource): void {
  scope.instance.identitySource = source;
  // Nobody verified what AWS does with a provisioning tenant that has no identity provider.
  if (source.type === 'directory') scope.instance.provisioning = undefined;
  const acts = source.type === 'external' ? ['Create', 'Enable'] : ['Disable'];
  for (const act of acts) recordConsoleCall(scope, `${act}ExternalIdPConfigurationForDirectory`);
}

function downloadMetadata(context: Context, { instance }: ConsoleScope): Response {
  const name = `AWS_SSO_${instance.identityStoreId}.xml`;
  return context.body(serviceProviderMetadata(serviceProviderUrls(instance)), 200, {
    'content-type': 'application/xml',
    'content-disposition': `attachment; filename="${name}"`,
  });
}
