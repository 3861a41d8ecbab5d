import { identitySourceEvents } from '../../aws/identity-source-events.js';
import { minute } from '../../basics/words.js';
import { recall } from '../../procedure/context.js';
import { readTrail } from '../../procedure/read-trail.js';
import { type Check, type Finding, notApplicable, notKnown, ok, problem } from '../check.js';
import type { SetUp } from '../context.js';
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
    const doubt = step?.notes.find(({ level }) => level === 'warning');
    if (step?.state === 'in-place' && doubt) {
      return notKnown(doubt.text, doubt.next === undefined ? [] : [doubt.next]);
    }
    if (step?.state === 'in-place') {
      return ok(`the identity source is authentik (${step.standing ?? 'in place'})`);
    }
    const told = recall(setUp.context.memory, 'identitySource')?.value;
    if (told === undefined && setUp.unremembered) return unremembered(setUp);
    if (told === undefined) return notApplicable('it was not switched to authentik yet');
    const now = await metadataNow(setUp);
    if (step?.state === 'later' || now?.fingerprint !== told.fingerprint) {
      return notKnown('it cannot be looked at while the provider and its metadata differ');
    }
    return problem(switchedAway, 'To switch it again: authentik-aws setup');
  },
};

const switchedAway =
  'the identity source was switched away from authentik since (CloudTrail), so people sign in otherwise';

/** CloudTrail alone can tell, as far back as it reaches. */
async function unremembered({ context }: SetUp): Promise<Finding> {
  const since = new Date(context.now().getTime() - REACH);
  const { value = {} } = await readTrail(() => identitySourceEvents(context.aws, since));
  const { enabledAt, disabledAt } = value;
  if (enabledAt === undefined && disabledAt !== undefined) {
    return problem(switchedAway, 'To switch it again: authentik-aws setup');
  }
  return notKnown(
    enabledAt
      ? `the identity source was switched to an identity provider on ${minute(enabledAt)}; to which, nothing here tells`
      : 'nothing here tells to which identity source AWS is set',
  );
}

/** CloudTrail's event history goes so far back (CloudTrail user guide, view-cloudtrail-events). */
const REACH = 90 * 86_400_000;
