/** The XML namespaces that authentik declares on every root element, by prefix. */
export const namespaces = {
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  xenc: 'http://www.w3.org/2001/04/xmlenc#',
} as const;

/** NameID formats (SAML 2.0 core, section 8.3), as full URNs. */
export const nameIdFormats = {
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  x509SubjectName: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
  /** What releases up to 2024.8 call X509SubjectName; SAML itself knows only the 1.1 form. */
  x509SubjectNameMisnamed: 'urn:oasis:names:tc:SAML:2.0:nameid-format:X509SubjectName',
  windowsDomainQualifiedName:
    'urn:oasis:names:tc:SAML:2.0:nameid-format:WindowsDomainQualifiedName',
} as const;

/** SAML 2.0 bindings that authentik speaks, as full URNs. */
export const bindings = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const;
