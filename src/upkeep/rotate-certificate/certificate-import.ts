import { consoleLinks } from '../../aws/console-links.js';
import { beginningOf } from '../../basics/fingerprint.js';
import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import { certificateImportHandover, checkFingerprint } from '../../handover/certificate-import.js';
import { awsNow } from '../../procedure/aws-clock.js';
import { type Context, recall } from '../../procedure/context.js';
import { handOver } from '../../procedure/hand-over.js';
import { nextCertificateFile } from '../../procedure/output-files.js';
import { readTrail } from '../../procedure/read-trail.js';
import { readCertificate } from '../../saml/certificate.js';
import {
  fingerprintOf,
  readIdentityProviderMetadata,
} from '../../saml/identity-provider-metadata.js';
import type { RotationFacts } from './facts.js';
import { NEXT_KEY } from './key-parts.js';
import { remembered, setFinishedAside } from './remember-key.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'instance' | 'inUse' | 'course' | 'nextKey' | 'certificateFile'>;

interface Seen {
  /** When CloudTrail saw that some certificate was imported, since this one was made. */
  readonly importedAt: Date | undefined;
}

/**
 * AWS is given the next certificate beside the one in use. No API tells which ones it has, so a
 * person's word counts; CloudTrail may confirm that one was imported.
 */
export const certificateImport = step({
  id: 'certificate-import',
  title: 'Let AWS trust the next certificate as well',
  guide: ['13'],
  place: 'AWS console',
  outlook: 'you import the certificate in AWS; it then trusts both',
  needs: ['instance', 'inUse', 'course', 'nextKey', 'certificateFile'],
  gives: ['imported'],
  look,
  plan({ course, nextKey }, { importedAt }) {
    if (course.importedAt) {
      const standing = importedAt ? 'seen' : 'told';
      return { changes: [], known: { imported: { at: course.importedAt } }, standing };
    }
    const object = `import the certificate of "${nextKey.name}" (${beginningOf(nextKey.fingerprint)}…) in AWS`;
    const notes = importedAt ? [importNote(importedAt)] : [];
    return { changes: [{ action: 'you', object }], known: {}, notes };
  },
  async apply(context, have) {
    const { answers, person } = context;
    const { instance, inUse, nextKey, certificateFile } = have;
    const { fingerprint } = nextKey;
    const tell = () => rememberImport(context, have);
    if (answers.certificateImported !== undefined) {
      checkFingerprint(answers.certificateImported, fingerprint);
      return tell();
    }
    const handover = certificateImportHandover({
      settingsLink: consoleLinks(instance).settings,
      ...{ entityId: inUse.entityId, path: certificateFile.path, fingerprint },
    });
    return handOver(person, handover, tell);
  },
});

/** Unverified: that CloudTrail records the import under the name of its IAM action. */
const IMPORT_EVENT = 'ImportExternalIdPCertificate';

async function look({ aws, memory }: Context, { course, nextKey }: Have): Promise<Seen> {
  const thing = memory.thing(NEXT_KEY);
  if (course.switchedAt || thing?.id !== nextKey.pk) return { importedAt: undefined };
  const since = new Date(thing.at);
  const { value } = await readTrail(async () => {
    for await (const event of aws.events({ name: IMPORT_EVENT, since })) {
      if (event.errorCode === undefined && event.errorMessage === undefined) return event.at;
    }
    return undefined;
  });
  return { importedAt: value };
}

function importNote(at: Date): Note {
  const text = `CloudTrail shows that a certificate was imported on ${day(at)}, but not which one`;
  return { level: 'info', text };
}

/**
 * Both certificates are saved as known to AWS before authentik signs with the new one, so that
 * nothing that looks at the set-up meanwhile takes either of them for wrong.
 */
async function rememberImport(context: Context, have: Have) {
  const { inUse, nextKey } = have;
  const { memory } = context;
  await setFinishedAside(context, inUse.key);
  const told = recall(memory, 'identitySource')?.value;
  if (told) {
    const next = await metadataFingerprintWith(context, have);
    const { metadataFingerprint: fingerprint, entityId } = inUse;
    const same = told.fingerprint === fingerprint ? told : {};
    const alsoTrusted = [next];
    await memory.remember('identitySource', { ...same, fingerprint, entityId, alsoTrusted });
  }
  const at = awsNow(context).likely;
  await memory.remember('certificateRotation', {
    from: inUse.key,
    to: remembered(nextKey),
    importedAt: at.toISOString(),
  });
  return done({ imported: { at } });
}

/** What the metadata will be known by once another key signs: nothing else in it changes. */
async function metadataFingerprintWith(
  { authentik, outputDir }: Context,
  { inUse, nextKey }: Have,
): Promise<string> {
  const xml = await authentik.identityProviderMetadata(inUse.provider.pk);
  const handedOver = await nextCertificateFile(outputDir, inUse.slug).read();
  const { pem } = handedOver ?? readCertificate(await authentik.certificates.pem(nextKey.pk));
  const metadata = readIdentityProviderMetadata(xml ?? '');
  const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  return fingerprintOf({ ...metadata, certificates: [base64] });
}
