import { certificateLimit } from '../../aws/limits.js';
import { ExpectedError } from '../../basics/errors.js';
import { sameFingerprint } from '../../basics/fingerprint.js';
import { done } from '../../engine/outcome.js';
import { FILE_KEY } from '../../procedure/identity-provider-metadata.js';
import { type CertificateFile, nextCertificateFile } from '../../procedure/output-files.js';
import { readCertificate } from '../../saml/certificate.js';
import { step } from './step.js';

interface Seen {
  readonly file: CertificateFile;
  /** Whether the file holds this certificate already. */
  readonly written: boolean;
}

/** The next certificate as a file for the console. Its private key never leaves authentik. */
export const nextCertificate = step({
  id: 'next-certificate',
  title: 'Download the next certificate',
  guide: ['12'],
  place: 'authentik',
  outlook: 'a file for the AWS console',
  needs: ['inUse', 'course', 'nextKey'],
  gives: ['certificateFile'],
  async look({ outputDir }, { inUse, nextKey }): Promise<Seen> {
    const file = nextCertificateFile(outputDir, inUse.slug);
    const there = await file.read();
    const written = there && sameFingerprint(there.fingerprintSha256, nextKey.fingerprint);
    return { file, written: written ?? false };
  },
  plan({ course }, { file: { path }, written }) {
    const known = { certificateFile: { path } };
    if (course.to) return { changes: [], known };
    if (written) return { changes: [], known, standing: 'seen' };
    return { changes: [{ action: 'write', object: path }], known };
  },
  async apply({ authentik, memory }, { nextKey }, { file }) {
    // The first of a chain, as in the metadata: AWS takes one certificate a file.
    const { pem, fingerprintSha256 } = readCertificate(
      await authentik.certificates.pem(nextKey.pk),
    );
    if (!sameFingerprint(fingerprintSha256, nextKey.fingerprint)) throw isAnother(nextKey.name);
    if (pem.length > certificateLimit) throw tooLong(nextKey.name, pem.length);
    const key = `${FILE_KEY}${file.path}`;
    for (const { path, digest } of await file.write(pem, memory.thing(key)?.id)) {
      await memory.made(key, path, digest);
    }
    return done({ certificateFile: { path: file.path } });
  },
});

function isAnother(name: string): ExpectedError {
  return new ExpectedError({
    what: `The certificate of "${name}" changed while it was read`,
    why: 'Somebody replaced it in authentik, or its file holds another one first.',
    next: 'Run the same command again.',
  });
}

/** AWS IAM Identity Center user guide, page limits. */
function tooLong(name: string, length: number): ExpectedError {
  return new ExpectedError({
    what: `The certificate of "${name}" has ${length} characters; AWS takes ${certificateLimit}`,
    why: 'Nothing was given to AWS, and authentik signs as before.',
    next: 'Name another key pair with --certificate NAME, or leave it out to have one made.',
  });
}
