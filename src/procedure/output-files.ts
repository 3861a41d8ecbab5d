import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadFileAtMost } from '../basics/bounded-read.js';
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
  write(metadataXml: string, certificatePem: string): Promise<WrittenFile[]>;
}

/** A file as it was written. */
export interface WrittenFile {
  readonly path: string;
  /** SHA-256 of its content, hexadecimal. */
  readonly digest: string;
}

/** In bytes; AWS takes metadata of 75,000 characters (IAM Identity Center user guide, other-idps). */
const LARGEST = 1_000_000;

/**
 * The files of one application in the output folder. Nothing is written before `write`.
 * @param slug as the user gave it: a server's own word must not become part of a path
 */
export function outputFiles(outputDir: string, slug: string): OutputFiles {
  const folder = resolve(outputDir);
  const metadataPath = join(folder, `authentik-${slug}-metadata.xml`);
  const certificatePath = join(folder, `authentik-${slug}-certificate.pem`);
  return {
    metadataPath,
    certificatePath,
    async fingerprint() {
      try {
        return fingerprintOf(readIdentityProviderMetadata((await contentOf(metadataPath)) ?? ''));
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
  /** @param ours digest of what this tool wrote there before: of just that no copy is kept */
  write(certificatePem: string, ours: string | undefined): Promise<WrittenFile[]>;
}

/** The file for the next certificate of one application. Nothing is written before `write`. */
export function nextCertificateFile(outputDir: string, slug: string): CertificateFile {
  const folder = resolve(outputDir);
  const path = join(folder, `authentik-${slug}-next-certificate.pem`);
  return {
    path,
    async read() {
      try {
        return readCertificate((await contentOf(path)) ?? '');
      } catch {
        return undefined;
      }
    },
    write: (pem, ours) => writeInto(folder, [[path, pem]], ours),
  };
}

async function writeInto(
  folder: string,
  files: readonly (readonly [path: string, content: string])[],
  ours?: string,
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [path, content] of files) written.push(await replace(path, content, ours));
    return written;
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/**
 * Written beside and moved over: never half a file. A link that stands there is replaced and not
 * followed, so what it leads to stays as it is; another file's content is kept as `.backup`. The
 * folder itself may be a link, since it is what the user named.
 */
async function replace(path: string, content: string, ours?: string): Promise<WrittenFile> {
  const text = content.endsWith('\n') ? content : `${content}\n`;
  const standing = await lstat(path).catch(() => undefined);
  if (standing && !standing.isFile() && !standing.isSymbolicLink()) {
    throw new Error(`${path} is not an ordinary file`);
  }
  // Of a name that nobody can have put a link under before.
  const beside = `${path}.${randomUUID()}.part`;
  await writeNew(beside, text);
  try {
    const known = [digestOf(text), ours];
    if (standing?.isFile() && !known.includes(digestOf((await contentOf(path)) ?? '')))
      await rename(path, `${path}.backup`);
    await rename(beside, path);
    return { path, digest: digestOf(text) };
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** What tells one content of a file from another. */
export function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Undefined for what cannot be read, is a link, or is longer than any file of ours. */
async function contentOf(path: string): Promise<string | undefined> {
  const content = await loadFileAtMost(path, LARGEST, 'refuse').catch(() => undefined);
  return content && content.length <= LARGEST ? content.toString('utf8') : undefined;
}

function cannotWrite(folder: string, error: unknown): ExpectedError {
  return new ExpectedError({
    what: `The files for AWS cannot be written to ${folder}`,
    why: whyFile(error, 'written'),
    next: 'Name another folder with --output-dir FOLDER, or make room and give write permission. Then run the same command again.',
    cause: error,
  });
}
