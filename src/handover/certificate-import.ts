import { ExpectedError } from '../basics/errors.js';
import { bareFingerprint, beginningOf, isLongEnough } from '../basics/fingerprint.js';
import type { Handover } from './task.js';

/** What the text of the handover speaks of. */
export interface CertificateImportTask {
  readonly settingsLink: string;
  /** The issuer under which AWS must know this identity provider. */
  readonly entityId: string;
  readonly path: string;
  /** SHA-256, hexadecimal pairs joined by colons. */
  readonly fingerprint: string;
}

/**
 * The next signing certificate, for AWS to trust beside the one in use. Labels as in the AWS IAM
 * Identity Center user guide, pages rotatesamlcert and managesamlcerts. No API tells which
 * certificates AWS has.
 */
export function certificateImportHandover(task: CertificateImportTask): Handover<void> {
  const { settingsLink, entityId, path, fingerprint } = task;
  const beginning = beginningOf(fingerprint);
  return {
    step: 'certificate-import',
    what: 'AWS to be given the next signing certificate, beside the one in use',
    link: settingsLink,
    instructions: [
      'Open the link: Settings, tab "Identity source", Actions → "Manage authentication".',
      `See that "IdP issuer URL" is ${entityId}: only then this is the right instance.`,
      'Choose "Manage SAML 2.0 certificates", then "Import certificate"; if the new one is listed beside the one in use already, import nothing: an earlier run got so far.',
      'In the dialog "Import SAML 2.0 certificate" choose "Choose file", take the file below, and choose "Import certificate".',
      'See that two certificates are listed now, and delete none: AWS trusts both from this moment on. Do not use "Edit IdP metadata", which may replace the one in use.',
    ],
    files: [{ label: 'SAML 2.0 certificate', path }],
    bring: [`--certificate-imported ${beginning}: once AWS lists it`],
    ask: {
      input: 'certificate-imported',
      question: `Type ${beginning} to say that AWS lists it`,
      where: 'It is how the fingerprint (SHA-256) of the new certificate begins.',
      read: (text) => checkFingerprint(text, fingerprint),
    },
  };
}

/**
 * Reads the word that a certificate was imported: its fingerprint, whole or the beginning.
 * @throws ExpectedError (`usage`) when it is another certificate's
 */
export function checkFingerprint(text: string, fingerprint: string): void {
  const enough = isLongEnough(text);
  if (enough && bareFingerprint(fingerprint).startsWith(bareFingerprint(text))) return;
  throw new ExpectedError({
    what: enough
      ? `${text.trim()} is not the certificate that is to be imported`
      : `"${text.trim()}" is no beginning of a fingerprint`,
    why: `The fingerprint of the next signing certificate begins with ${beginningOf(fingerprint)}.`,
    next: 'Give that once AWS lists it.',
    exit: 'usage',
  });
}
