import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import { nextSecondAtAws, untilAtAws } from '../../procedure/aws-clock.js';
import { rememberSwitch } from './remember-key.js';
import { signWith, switchTo } from './sign-with.js';
import { step } from './step.js';

/** authentik signs with the next key from here on. AWS trusts both, so nobody is locked out. */
export const signingKey = step({
  id: 'signing-key',
  title: 'Sign with the next key',
  guide: ['10'],
  place: 'authentik',
  outlook: 'the provider signs with the next key; it can be taken back',
  needs: ['inUse', 'course', 'nextKey', 'imported', 'oldKeyTried'],
  gives: ['switched'],
  look: async () => undefined,
  plan({ inUse, course, nextKey }) {
    const { metadataFingerprint } = inUse;
    if (course.switchedAt) {
      const known = { switched: { at: course.switchedAt, metadataFingerprint } };
      return { changes: [], known, standing: 'seen' };
    }
    if (inUse.key.pk === nextKey.pk) {
      // Killed between the switch and the save.
      return { changes: [{ action: 'write', object: 'the switch in the state file' }], known: {} };
    }
    return { changes: [switchTo(inUse, nextKey)], known: {}, notes: [canBeTakenBack] };
  },
  async apply(context, have) {
    const { inUse, nextKey } = have;
    const metadataFingerprint =
      inUse.key.pk === nextKey.pk
        ? inUse.metadataFingerprint
        : await signWith(context, inUse.provider.pk, nextKey);
    const at = nextSecondAtAws(context);
    await rememberSwitch(context, { ...have, metadataFingerprint, at });
    // So that a sign-in from now on is in a second of its own.
    await untilAtAws(context, at);
    return done({ switched: { at, metadataFingerprint } });
  },
});

const canBeTakenBack: Note = {
  level: 'info',
  text: 'to take it back while AWS trusts both: authentik-aws rotate certificate --back',
};
