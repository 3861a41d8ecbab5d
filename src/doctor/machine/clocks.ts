import { type Check, type Finding, notKnown, ok, problem } from '../check.js';
import type { DoctorContext } from '../context.js';

/**
 * From so many seconds on AWS may refuse: assertions of authentik hold from five minutes before to
 * five minutes after they are made unless it is set otherwise (recorded), and AWS takes signed
 * requests within five minutes (IAM user guide, signing). AWS names no figure of its own for SAML.
 */
const TOO_FAR = 240;
const NOTICEABLE = 30;

/** Whether this machine, authentik and AWS agree about the time. */
export const clocks: Check = {
  id: 'clocks',
  group: 'machine',
  title: 'All clocks agree',
  level: 'required',
  needs: [],
  async run(context) {
    const [authentik, aws] = await Promise.all([ofAuthentik(context), ofAws(context)]);
    const known = {
      ...(authentik !== undefined && { authentik }),
      ...(aws !== undefined && { AWS: aws }),
    };
    const [name, far] = farthest(known);
    if (name === undefined) return notKnown('neither system told the time');
    if (authentik !== undefined && aws !== undefined && Math.abs(authentik - aws) > TOO_FAR) {
      return betweenThem(authentik, aws);
    }
    if (Math.abs(far) <= NOTICEABLE) {
      return ok(
        `the clock is within ${Math.max(1, Math.abs(far))} s of ${Object.keys(known).join(' and ')}`,
      );
    }
    const level = Math.abs(far) > TOO_FAR ? 'required' : 'advice';
    return problem(
      `${name}'s clock is ${direction(far)} this machine's by ${Math.abs(far)} s`,
      synchronise,
      { level },
    );
  },
};

const synchronise = 'Synchronise the clocks (NTP), on this machine and on that of authentik.';

function betweenThem(authentik: number, aws: number): Finding {
  const apart = authentik - aws;
  return problem(
    `authentik's clock is ${direction(apart)} AWS's by ${Math.abs(apart)} s, so AWS refuses what it signs`,
    'Synchronise the clock of the machine that authentik runs on (NTP).',
  );
}

function direction(seconds: number): string {
  return seconds > 0 ? 'ahead of' : 'behind';
}

function farthest(known: Readonly<Record<string, number>>): [string | undefined, number] {
  const [first] = Object.entries(known).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  return first ?? [undefined, 0];
}

async function ofAuthentik({ authentik }: DoctorContext): Promise<number | undefined> {
  return authentik().then(
    ({ clockSkewSeconds }) => clockSkewSeconds,
    () => undefined,
  );
}

/** A refusal has a date as well. */
async function ofAws({ aws }: DoctorContext): Promise<number | undefined> {
  const reached = await aws().catch(() => undefined);
  await reached?.caller().catch(() => undefined);
  return reached?.clockSkewSeconds();
}
