import type { Context } from './context.js';
import { nextSecond } from './whole-seconds.js';

/** The present moment by AWS's clock, which CloudTrail writes down, as far as it is known here. */
export interface AwsNow {
  readonly earliest: Date;
  /** This machine's own time, as long as AWS's answers do not contradict it. */
  readonly likely: Date;
  readonly latest: Date;
  /** Whether any answer of AWS told its time. */
  readonly known: boolean;
}

/** AWS's many servers need not agree to the millisecond. */
const MARGIN = 250;

/**
 * What is left where no answer had a date (a proxy may drop it): AWS took signed requests, and it
 * refuses those that are further off than some minutes (IAM user guide, signing: five in most cases).
 */
const TAKES_SIGNED = 15 * 60_000;

type Ports = Pick<Context, 'aws' | 'now'>;

/**
 * The time in which everything is reckoned that is later compared with CloudTrail: a clock of this
 * machine that is slow would make what was before a moment look as if it had come after it.
 */
export function awsNow({ aws, now }: Ports): AwsNow {
  const ahead = aws.clockAhead();
  const { least, most } = ahead ?? { least: -TAKES_SIGNED, most: TAKES_SIGNED };
  const here = now().getTime();
  return {
    earliest: new Date(here + least - MARGIN),
    likely: new Date(here + Math.min(Math.max(0, least), most)),
    latest: new Date(here + most + MARGIN),
    known: ahead !== undefined,
  };
}

/**
 * The first whole second of AWS's clock that is surely after the present moment: what CloudTrail
 * shows from then on came after it.
 */
export function nextSecondAtAws(ports: Ports): Date {
  return nextSecond(awsNow(ports).latest);
}

/** Waits until that second has surely begun, where AWS's time is known. */
export async function untilAtAws(
  context: Ports & Pick<Context, 'pause'>,
  moment: Date,
): Promise<void> {
  const { earliest, known } = awsNow(context);
  const left = moment.getTime() - earliest.getTime();
  if (known && left > 0) await context.pause(left);
}

/** A moment of AWS's clock as this machine's had it. */
export function byThisMachine(ports: Ports, moment: Date): Date {
  const here = ports.now();
  return new Date(
    moment.getTime() - (awsNow({ ...ports, now: () => here }).likely.getTime() - here.getTime()),
  );
}
