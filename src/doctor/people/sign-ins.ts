import { type SignIn, signIns as signInsOf } from '../../aws/sign-ins.js';
import { count, minute } from '../../basics/words.js';
import { recall } from '../../procedure/context.js';
import { type Check, type Finding, notApplicable, notKnown, ok, problem } from '../check.js';
import { wasHandedOver } from '../was-set-up.js';

const WEEKS = 2;
const PERIOD = WEEKS * 7 * 86_400_000;

/** What CloudTrail shows of sign-ins: the last one that succeeded, and each refusal in words. */
export const signIns: Check = {
  id: 'sign-ins',
  group: 'people',
  title: 'Recent sign-ins succeeded',
  level: 'advice',
  needs: ['set-up'],
  async run(context) {
    const { context: procedure, unremembered } = await context.setUp();
    const { memory } = procedure;
    const since = new Date(context.now().getTime() - PERIOD);
    const seen = await signInsOf(await context.aws(), { since });
    const last = seen.find(({ accepted }) => accepted);
    const refused = seen.filter((signIn) => !signIn.accepted && !isMended(signIn, seen));
    if (refused.length > 0) return refusals(refused, last);
    if (last) return ok(`last sign-in: ${inWords(last)}`);
    if (!wasHandedOver(memory) && !unremembered)
      return notApplicable('nobody can have signed in through authentik yet');
    const kept = recall(memory, 'signIn')?.value;
    if (kept) return ok(`last known sign-in: ${inWords({ ...kept, at: new Date(kept.at) })}`);
    return notKnown(`CloudTrail shows no sign-in of the last ${WEEKS} weeks`);
  },
};

/** By a later good one of the same person: that of another says nothing, and AWS names few. */
function isMended({ userName, at }: SignIn, seen: readonly SignIn[]): boolean {
  if (userName === undefined) return false;
  return seen.some((other) => other.accepted && other.userName === userName && other.at > at);
}

function refusals(refused: readonly SignIn[], last: SignIn | undefined): Finding {
  return problem(
    `${count(refused.length, 'sign-in was', 'sign-ins were')} refused by AWS${when(refused, last)}`,
    'Whom AWS would not know: authentik-aws users --problems',
    { details: refused.map(refusalLine) },
  );
}

function when(refused: readonly SignIn[], last: SignIn | undefined): string {
  if (last === undefined) return '';
  if (refused.every(({ at }) => at > last.at)) return ` after the last good one (${inWords(last)})`;
  return ` in the last ${WEEKS} weeks; the last good one: ${inWords(last)}`;
}

function inWords({ userName = 'somebody', at }: Pick<SignIn, 'userName' | 'at'>): string {
  return `${userName} at ${minute(at)}`;
}

function refusalLine({ at, errorMessage = 'without a reason', explanation }: SignIn): string {
  return `${minute(at)}: ${errorMessage}. ${explanation}`;
}
