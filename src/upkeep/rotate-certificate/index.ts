import type { RunnableStep } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import { abandon } from './abandon.js';
import { certificateImport } from './certificate-import.js';
import type { RotationFacts } from './facts.js';
import { keyInUse } from './key-in-use.js';
import { nextCertificate } from './next-certificate-file.js';
import { nextKeyPair } from './next-key-pair.js';
import { oldKeyPair } from './old-key-pair.js';
import { signInAfter } from './sign-in-after.js';
import { signInBefore } from './sign-in-before.js';
import { signingKey } from './signing-key.js';
import { turnBack } from './turn-back.js';

export type { RotationFacts } from './facts.js';
export { perhapsNotImported } from './sign-in-after.js';

type Steps = readonly RunnableStep<RotationFacts, Context>[];

/**
 * The rotation of the signing certificate, in the order that locks nobody out: AWS trusts both
 * certificates before authentik signs with the next one, and until after a sign-in with it.
 */
export function certificateRotation({ removeOld }: { readonly removeOld: boolean }): Steps {
  const rotation = [
    keyInUse,
    nextKeyPair,
    nextCertificate,
    certificateImport,
    signInBefore,
    signingKey,
    signInAfter,
  ];
  return removeOld ? [...rotation, oldKeyPair] : rotation;
}

/** Back to the key of before, after the switch. */
export const turningBack: Steps = [keyInUse, turnBack];

/** Gives the rotation up, before the switch. */
export const abandoning: Steps = [keyInUse, abandon];
