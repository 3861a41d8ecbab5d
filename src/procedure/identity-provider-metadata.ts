import { certificateLimit, metadataLimit } from '../aws/limits.js';
import { sameFingerprint } from '../basics/fingerprint.js';
import type { Change, Note } from '../engine/change.js';
import { done } from '../engine/outcome.js';
import { type Certificate, readCertificate } from '../saml/certificate.js';
import {
  fingerprintOf,
  type IdentityProviderMetadata,
  readIdentityProviderMetadata,
} from '../saml/identity-provider-metadata.js';
import { type Context, recall, step } from './context.js';
import type { Facts } from './facts.js';
import { type OutputFiles, outputFiles } from './output-files.js';
import { awsHas } from './trusted-metadata.js';

type Have = Pick<Facts, 'samlProvider' | 'identityProvider' | 'application'>;

/** Begins the key under which a written file is remembered; its id is the digest of its content. */
export const FILE_KEY = 'file:';

interface Seen {
  /** `undefined`: authentik gives none. */
  readonly xml: string | undefined;
  readonly metadata?: IdentityProviderMetadata;
  readonly certificate?: Certificate;
  readonly fingerprint: string;
  readonly files: OutputFiles;
  /** Whether AWS was given just this metadata already. */
  readonly handedOver: boolean;
  /** Whether the file on this machine says the same. */
  readonly written: boolean;
  readonly rehearsal: boolean;
}

/** Guide line 12: authentik's side of the trust, as files for the console. */
export const identityProviderMetadata = step({
  id: 'identity-provider-metadata',
  title: 'Download the metadata of authentik',
  guide: ['12'],
  place: 'authentik',
  outlook: 'two files for the AWS console: metadata and certificate',
  needs: ['samlProvider', 'identityProvider', 'application'],
  gives: ['identityProviderMetadata'],
  look,
  plan(have, seen) {
    const blocking = whatBlocks(have, seen);
    if (blocking) return { changes: [], known: {}, notes: [blocking] };
    const known = { identityProviderMetadata: factOf(seen) };
    const notes = remarksOn(seen);
    if (seen.handedOver || seen.written) return { changes: [], known, notes, standing: 'seen' };
    return { changes: writing(seen.files), known, notes };
  },
  async apply({ memory }, _have, seen) {
    const written = await seen.files.write(seen.xml ?? '', seen.certificate?.pem ?? '');
    for (const { path, digest } of written) await memory.made(`${FILE_KEY}${path}`, path, digest);
    return done({ identityProviderMetadata: factOf(seen) });
  },
});

async function look(
  { authentik, memory, outputDir, rehearsal }: Context,
  have: Have,
): Promise<Seen> {
  const files = outputFiles(outputDir, have.application.slug);
  const xml = await authentik.identityProviderMetadata(have.samlProvider.pk);
  if (xml === undefined) {
    return { xml, fingerprint: '', files, handedOver: false, written: false, rehearsal };
  }
  const metadata = readIdentityProviderMetadata(xml);
  const fingerprint = fingerprintOf(metadata);
  const [first] = metadata.certificates;
  return {
    xml,
    metadata,
    ...(first !== undefined && { certificate: readCertificate(first) }),
    fingerprint,
    files,
    handedOver: awsHas(recall(memory, 'identitySource')?.value, fingerprint),
    written: (await files.fingerprint()) === fingerprint,
    rehearsal,
  };
}

function whatBlocks({ identityProvider }: Have, seen: Seen): Note | undefined {
  const { xml, metadata, certificate } = seen;
  if (xml === undefined || !metadata) {
    return stop('authentik gives no metadata for the provider', 'Is an application joined to it?');
  }
  if (!certificate) return stop('The metadata of authentik holds no signing certificate');
  if (metadata.entityId !== identityProvider.entityId) {
    return stop(
      `The metadata says "${metadata.entityId}", but authentik will sign as "${identityProvider.entityId}"`,
      'Use the address under which people reach authentik as --authentik-url.',
    );
  }
  if (!sameFingerprint(certificate.fingerprintSha256, identityProvider.fingerprint)) {
    return stop('The certificate in the metadata is not the one that was chosen to sign');
  }
  if (metadata.wantAuthnRequestsSigned) {
    return stop('The provider asks for signed requests, which AWS cannot send');
  }
  return tooLarge(xml, certificate);
}

/** AWS IAM Identity Center user guide, pages other-idps and limits. */
function tooLarge(xml: string, certificate: Certificate): Note | undefined {
  if (xml.length > metadataLimit) {
    return stop(`The metadata has ${xml.length} characters; AWS takes ${metadataLimit}`);
  }
  if (certificate.pem.length <= certificateLimit) return undefined;
  return stop(
    `The certificate has ${certificate.pem.length} characters; AWS takes ${certificateLimit}`,
    'Use a certificate without a chain: --certificate NAME, or leave it out to have one made.',
  );
}

function stop(text: string, next = 'See what differs: authentik-aws plan'): Note {
  return { level: 'blocking', text, next };
}

function remarksOn({ metadata, rehearsal }: Seen): Note[] {
  if (rehearsal) return [];
  const plain = metadata?.ssoUrls.find(({ url }) => !url.startsWith('https://'));
  if (!plain) return [];
  return [
    {
      level: 'warning',
      text: `AWS will send browsers to ${plain.url}, which is not https`,
      next: 'Use the public https address of authentik as --authentik-url.',
    },
  ];
}

function writing({ metadataPath, certificatePath }: OutputFiles): Change[] {
  return [
    { action: 'write', object: metadataPath },
    { action: 'write', object: certificatePath },
  ];
}

function factOf({ metadata, certificate, fingerprint, files }: Seen) {
  const { metadataPath, certificatePath } = files;
  return {
    entityId: metadata?.entityId ?? '',
    fingerprint,
    metadataPath,
    certificatePath,
    certificateValidFrom: certificate?.validFrom ?? new Date(0),
    certificateExpires: certificate?.validTo ?? new Date(0),
  };
}
