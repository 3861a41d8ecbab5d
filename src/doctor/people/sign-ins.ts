import { type SignIn, signIns as signInsOf } from '../../aws/sign-ins.js';
import { count } from '../../basics/words.js';
import { recall } from '../../procedure/context.js';
import { type Check, type Finding, notApplicable, notKnown, ok, problem } from '../check.js';
import { wasHandedOver } from '../was-set-up.js';

const WEEKS = 2;
const PERIOD = WEEKS * 7 * 86_400_000;
const SHOWN = 3;

/** What CloudTrail shows of sign-ins: the last one that succeeded, and each refusal in words. */
export const signIns: Check = {
  id: 'sign-ins',
  group: 'people',
  title: 'Recent sign-ins succeeded',
  level: 'advice',
  needs: ['set-up', 'aws-context'],
  async run(context) {
    const { memory } = (await context.setUp()).context;
    const since = new Date(context.now().getTime() - PERIOD);
    const seen = await signInsOf(await context.aws(), { since });
    const last = seen.find(({ accepted }) => accepted);
    const refused = seen.filter(({ accepted, at }) => !accepted && (!last || at > last.at));
    if (refused.length > 0) return refusals(refused, last);
    if (last) return ok(`last sign-in: ${inWords(last)}`);
    if (!wasHandedOver(memory))
      return notApplicable('nobody can have signed in through authentik yet');
    const kept = recall(memory, 'signIn')?.value;
    if (kept) return ok(`last known sign-in: ${inWords({ ...kept, at: new Date(kept.at) })}`);
    return notKnown(`CloudTrail shows no sign-in of the last ${WEEKS} weeks`);
  },
};

function refusals(refused: readonly SignIn[], last: SignIn | undefined): Finding {
  const before = last === undefined ? '' : ` after the last good one (${inWords(last)})`;
  return problem(
    `${count(refused.length, 'sign-in was', 'sign-ins were')} refused by AWS${before}`,
    'Whom AWS would not know: authentik-aws users --problems',
    { details: refused.slice(0, SHOWN).map(refusalLine) },
  );
}

function inWords({ userName = 'somebody', at }: Pick<SignIn, 'userName' | 'at'>): string {
  return `${userName} at ${minute(at)}`;
}

function refusalLine({ at, errorMessage = 'without a reason', explanation }: SignIn): string {
  return `${minute(at)}: ${errorMessage}. ${explanation}`;
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
