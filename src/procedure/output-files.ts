import { constants } from 'node:fs';
import { lstat, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ExpectedError } from '../basics/errors.js';
import { whyFile } from '../basics/file-trouble.js';
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
    async write(metadataXml, certificatePem) {
      try {
        await mkdir(folder, { recursive: true });
        await replace(metadataPath, metadataXml);
        await replace(certificatePath, certificatePem);
      } catch (error) {
        throw cannotWrite(folder, error);
      }
    },
  };
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
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

function cannotWrite(folder: string, error: unknown): ExpectedError {
  return new ExpectedError({
    what: `The files for AWS cannot be written to ${folder}`,
    why: whyFile(error, 'written'),
    next: 'Name another folder with --output-dir FOLDER, or make room and give write permission. Then run the same command again.',
    cause: error,
  });
}
