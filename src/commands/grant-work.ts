import { ExpectedError } from '../basics/errors.js';
import type { Listener } from '../engine/events.js';
import type { GrantContext } from '../upkeep/grant/context.js';
import type { GrantFacts } from '../upkeep/grant/facts.js';
import { grantSteps } from '../upkeep/grant/index.js';
import { SetFinder } from '../upkeep/grant/set-finder.js';
import { type AwsPurpose, type AwsSession, openAwsSession } from './aws-session.js';
import type { Job } from './carry-out.js';
import type { Desk } from './desk.js';
import { wishesOf } from './grant-wishes.js';
import type { Interrupts } from './interrupts.js';

/** What account instances cannot do (user guide, howtocreatepermissionset). */
const INABILITY = 'have no permission sets';

/** What giving access is about to do, and what is said when there is nothing. */
export const grantWords = {
  heading: 'What grant would do',
  nothingToDo: 'Access is given already. Nothing to do.',
};

type GrantJob = Pick<Job<GrantFacts, GrantContext>, 'format' | 'steps' | 'seed'>;

/**
 * Reaches an instance that has permission sets.
 * @param missing what the command cannot do without
 * @throws ExpectedError for an account instance, and where permission sets are switched off
 */
export async function openAccess(
  desk: Desk,
  purpose: AwsPurpose['purpose'],
  missing: AwsPurpose['missing'],
): Promise<AwsSession> {
  const session = await openAwsSession(desk, { purpose, missing, inability: INABILITY });
  refuseWithoutPermissionSets(session);
  return session;
}

/** Since August 2026 an instance may be without them; switching them on cannot be taken back. */
function refuseWithoutPermissionSets({ instance }: AwsSession): void {
  if (instance.permissionSetsEnabled !== false) return;
  throw new ExpectedError({
    what: `Permission sets are switched off for ${instance.id}`,
    why: 'Access to accounts is given by permission sets. Switching them on cannot be taken back, so this program does not do it.',
    next: [
      `If it is wanted: aws sso-admin update-instance --region ${instance.primaryRegion} --instance-arn ${instance.arn} --permission-sets-enabled`,
      'Then run the same command again.',
    ],
  });
}

/** Giving access, as a job: its steps, and what the user asks for. */
export function jobOf(session: AwsSession, { world }: Desk): GrantJob {
  const wishes = wishesOf(session, world.cwd);
  return { format: 'authentik-aws/grant-plan', steps: grantSteps, seed: { wishes } };
}

/** What the steps may use in this session. */
export function contextOf(
  { aws, instance }: AwsSession,
  company: {
    readonly tell: Listener;
    readonly interrupts: Pick<Interrupts, 'checkpoint' | 'pause'>;
    readonly attended: boolean;
  },
): GrantContext {
  const { tell, interrupts, attended } = company;
  const access = aws.access(instance.arn);
  return {
    aws,
    instance,
    access,
    sets: new SetFinder(access),
    failed: [],
    attended,
    tell,
    now: () => new Date(),
    checkpoint: interrupts.checkpoint,
    pause: interrupts.pause,
  };
}
