import { X509Certificate } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type Confirmation, confirmationPage } from './confirmation.js';
import { readCertificate } from './identity-provider-form.js';
import {
  importPage,
  type ListedCertificate,
  listPage,
  SAML_CERTIFICATES_PATH,
} from './saml-certificate-pages.js';
import { type ConsoleScope, formFile, formText, recordConsoleCall } from './scope.js';

const deletion: Confirmation = {
  title: 'Delete SAML 2.0 certificate',
  word: 'DELETE',
  button: 'Delete',
  cancel: SAML_CERTIFICATES_PATH,
};

/**
 * "Manage SAML 2.0 certificates": every certificate that is listed is trusted at the same time,
 * from its import to its deletion, and one always remains.
 */
export function samlCertificatePages(scope: ConsoleScope): Hono {
  const app = new Hono();
  app.get('/', (context) => {
    recordConsoleCall(scope, 'ListExternalIdPCertificates');
    const { done } = context.req.query();
    return context.html(listPage(listed(scope), done === undefined ? undefined : notices[done]));
  });
  app.get('/import', (context) => context.html(importPage()));
  app.post('/import', (context) => importOne(context, scope));
  app.post('/choose', (context) => choose(context, scope));
  app.use('/:fingerprint/delete', async (context, next) => {
    const wanted = context.req.param('fingerprint');
    const isThere = listed(scope).some(({ fingerprint }) => fingerprint === wanted);
    return isThere ? next() : context.notFound();
  });
  app.get('/:fingerprint/delete', (context) => context.html(confirmationPage(deletion)));
  app.post('/:fingerprint/delete', (context) =>
    deleteOne(context, context.req.param('fingerprint'), scope),
  );
  return app;
}

const notices: Readonly<Record<string, string>> = {
  imported: 'You successfully imported the SAML 2.0 certificate.',
  deleted: 'You successfully deleted the SAML 2.0 certificate.',
};

function trusted({ instance }: ConsoleScope): readonly string[] {
  const { identitySource: source } = instance;
  return source.type === 'external' ? source.identityProvider.certificates : [];
}

function trust({ instance }: ConsoleScope, certificates: readonly string[]): void {
  const { identitySource: source } = instance;
  if (source.type !== 'external') return;
  const identityProvider = { ...source.identityProvider, certificates };
  instance.identitySource = { type: 'external', identityProvider };
}

function listed(scope: ConsoleScope): ListedCertificate[] {
  return trusted(scope).map((pem) => {
    const { fingerprint256, subject, validTo } = new X509Certificate(pem);
    return { fingerprint: fingerprint256, subject, expires: new Date(validTo) };
  });
}

async function importOne(context: Context, scope: ConsoleScope): Promise<Response> {
  try {
    const text = await formFile(context, 'certificate');
    if (text === undefined) throw new Error('Choose the certificate file.');
    const pem = readCertificate(text);
    const { fingerprint256 } = new X509Certificate(pem);
    if (listed(scope).some(({ fingerprint }) => fingerprint === fingerprint256)) {
      throw new Error('This certificate is imported already.');
    }
    trust(scope, [...trusted(scope), pem]);
  } catch (error) {
    return context.html(importPage(error instanceof Error ? error.message : String(error)), 400);
  }
  recordConsoleCall(scope, 'ImportExternalIdPCertificate');
  return context.redirect(`${SAML_CERTIFICATES_PATH}?done=imported`, 303);
}

async function choose(context: Context, scope: ConsoleScope): Promise<Response> {
  const wanted = await formText(context, 'certificate');
  if (wanted === '') return refuse(context, scope, 'Choose a certificate.');
  if (listed(scope).length === 1) {
    return refuse(context, scope, 'At least one certificate must remain.');
  }
  return context.redirect(`${SAML_CERTIFICATES_PATH}/${encodeURIComponent(wanted)}/delete`, 303);
}

function refuse(context: Context, scope: ConsoleScope, text: string) {
  return context.html(listPage(listed(scope), undefined, text), 400);
}

async function deleteOne(context: Context, wanted: string, scope: ConsoleScope): Promise<Response> {
  if ((await formText(context, 'confirmation')) !== deletion.word) {
    return context.html(confirmationPage(deletion, 'Type DELETE to confirm.'), 400);
  }
  const left = trusted(scope).filter((pem) => new X509Certificate(pem).fingerprint256 !== wanted);
  if (left.length === 0) return refuse(context, scope, 'At least one certificate must remain.');
  trust(scope, left);
  recordConsoleCall(scope, 'DeleteExternalIdPCertificate');
  return context.redirect(`${SAML_CERTIFICATES_PATH}?done=deleted`, 303);
}
