import { html } from 'hono/html';
import { field, type Markup, page } from './layout.js';

/** Where "Manage SAML 2.0 certificates" lives. */
export const SAML_CERTIFICATES_PATH = '/console/settings/authentication/certificates';

/** A trusted certificate as the console lists it. */
export interface ListedCertificate {
  /** SHA-256: pairs of upper-case hex digits with colons between. */
  fingerprint: string;
  subject: string;
  expires: Date;
}

/** The list of certificates, every one of them trusted. */
export function listPage(
  certificates: readonly ListedCertificate[],
  status?: string,
  alert?: string,
): Markup {
  const rows = certificates.map(
    ({ fingerprint, subject, expires }) => html`<tr>
<td>${field({ label: fingerprint, name: 'certificate', type: 'radio', value: fingerprint })}</td>
<td>${subject}</td><td>${expires.toISOString()}</td>
</tr>`,
  );
  return page(
    'Manage SAML 2.0 certificates',
    html`<p><a href="${SAML_CERTIFICATES_PATH}/import">Import certificate</a></p>
<form method="post" action="${SAML_CERTIFICATES_PATH}/choose">
<table>
<thead><tr><th>Certificate</th><th>Subject</th><th>Expires on</th></tr></thead>
<tbody>${rows}</tbody>
</table>
<button type="submit">Delete</button>
</form>`,
    noticeOf(status, alert),
  );
}

/** The dialog that takes one certificate. */
export function importPage(alert?: string): Markup {
  return page(
    'Import SAML 2.0 certificate',
    html`<form method="post" action="${SAML_CERTIFICATES_PATH}/import" enctype="multipart/form-data">
${field({ label: 'SAML 2.0 certificate', name: 'certificate', type: 'file' })}
<button type="submit">Import certificate</button>
</form>`,
    noticeOf(undefined, alert),
  );
}

function noticeOf(status: string | undefined, alert: string | undefined) {
  if (alert !== undefined) return { kind: 'alert' as const, text: alert };
  return status === undefined ? undefined : { kind: 'status' as const, text: status };
}
