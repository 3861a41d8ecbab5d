import { recall } from '../../procedure/context.js';
import { type Check, notApplicable, notKnown, ok, problem } from '../check.js';
import { metadataNow } from '../metadata-now.js';
import { stepOf } from '../step-finding.js';

/** Whether AWS still asks authentik who somebody is. */
export const identitySource: Check = {
  id: 'identity-source',
  group: 'trust',
  title: 'The identity source of AWS is authentik',
  level: 'required',
  needs: ['set-up'],
  async run(context) {
    const setUp = await context.setUp();
    const step = stepOf(setUp, 'identity-source');
    if (step?.state === 'in-place') {
      return ok(`the identity source is authentik (${step.standing ?? 'in place'})`);
    }
    const told = recall(setUp.context.memory, 'identitySource')?.value;
    if (told === undefined) return notApplicable('it was not switched to authentik yet');
    const now = await metadataNow(setUp);
    if (step?.state === 'later' || now?.fingerprint !== told.fingerprint) {
      return notKnown('it cannot be looked at while the provider and its metadata differ');
    }
    return problem(
      'the identity source was switched away from authentik since (CloudTrail), so people sign in otherwise',
      'To switch it again: authentik-aws setup',
    );
  },
};
