import { constants } from 'node:fs';
import { lstat, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ExpectedError } from '../basics/errors.js';
import { whyFile } from '../basics/file-trouble.js';
import { type Certificate, readCertificate } from '../saml/certificate.js';
import { fingerprintOf, readIdentityProviderMetadata } from '../saml/identity-provider-metadata.js';

/** The files that a person uploads in AWS's console. */
export interface OutputFiles {
  readonly metadataPath: string;
  readonly certificatePath: string;
  /** What the metadata file on this machine says, or `undefined` when there is none to read. */
  fingerprint(): Promise<string | undefined>;
  write(metadataXml: string, certificatePem: string): Promise<void>;
}

/** The files of one application in the output folder. Nothing is written before `write`. */
export function outputFiles(outputDir: string, slug: string): OutputFiles {
  const folder = resolve(outputDir);
  const metadataPath = join(folder, `authentik-${slug}-metadata.xml`);
  const certificatePath = join(folder, `authentik-${slug}-certificate.pem`);
  return {
    metadataPath,
    certificatePath,
    async fingerprint() {
      try {
        return fingerprintOf(readIdentityProviderMetadata(await readFile(metadataPath, 'utf8')));
      } catch {
        return undefined;
      }
    },
    write: (metadataXml, certificatePem) =>
      writeInto(folder, [
        [metadataPath, metadataXml],
        [certificatePath, certificatePem],
      ]),
  };
}

/** The file of a certificate that AWS is to have beside the one that signs. */
export interface CertificateFile {
  readonly path: string;
  /** The certificate in the file, or `undefined` where there is none to read. */
  read(): Promise<Certificate | undefined>;
  write(certificatePem: string): Promise<void>;
}

/** The file for the next certificate of one application. Nothing is written before `write`. */
export function nextCertificateFile(outputDir: string, slug: string): CertificateFile {
  const folder = resolve(outputDir);
  const path = join(folder, `authentik-${slug}-next-certificate.pem`);
  return {
    path,
    async read() {
      try {
        return readCertificate(await readFile(path, 'utf8'));
      } catch {
        return undefined;
      }
    },
    write: (pem) => writeInto(folder, [[path, pem]]),
  };
}

async function writeInto(
  folder: string,
  files: readonly (readonly [path: string, content: string])[],
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [path, content] of files) await replace(path, content);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/** Written beside and moved over, following no link: neither half a file nor another's file. */
async function replace(path: string, content: string): Promise<void> {
  const standing = await lstat(path).catch(() => undefined);
  if (standing && !standing.isFile()) throw new Error(`${path} is not an ordinary file`);
  const beside = `${path}.${process.pid}.part`;
  const flags =
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);
  const file = await open(beside, flags, 0o644);
  try {
    await file.writeFile(content.endsWith('\n') ? content : `${content}\n`);
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

function cannotWrite(folder: string, error: unknown): ExpectedError {
  return new ExpectedError({
    what: `The files for AWS cannot be written to ${folder}`,
    why: whyFile(error, 'written'),
    next: 'Name another folder with --output-dir FOLDER.',
    cause: error,
  });
}
