import { availableParallelism } from 'node:os';
import { type Stage, startStage, stateOf } from '../../commands/stage.js';
import { type Census, differences, takeCensus } from './census.js';
import type { Aftermath, Journey, Question } from './journey.js';
import { startOn } from './killed-child.js';
import { type Moment, nameOf, type SentRequest, setTrap } from './trap.js';

/** A journey without a kill: what it sends, and what it leaves. */
export interface Undisturbed {
  readonly requests: readonly SentRequest[];
  readonly census: Census;
}

/** What came of killing a run at one moment and going on. */
export interface Killed {
  readonly moment: Moment;
  /** `absent`: the request did not come so often this time, so that there was nothing to kill. */
  readonly kind: 'killed' | 'absent';
  /** What is wrong, in words; none is what is wanted. */
  readonly troubles: readonly string[];
}

/** Runs a journey from its beginning to its end and counts. */
export async function undisturbed(journey: Journey): Promise<Undisturbed> {
  const trap = setTrap();
  return onStage(journey, trap.setting, async (stage) => {
    const child = startOn(stage, journey.argv);
    trap.arm(child.kill);
    const { code, stderr } = await child.ended;
    trap.disarm();
    if (code !== 0) throw new Error(`undisturbed, it ended with ${code}:\n${stderr}`);
    await stage.authentik.settled();
    return { requests: trap.requests, census: await takeCensus(stage) };
  });
}

/** Both moments of every request, each request told from its like by its turn among them. */
export function momentsOf(requests: readonly SentRequest[]): Moment[] {
  const counted = new Map<string, number>();
  return requests.flatMap((request) => {
    const occurrence = (counted.get(nameOf(request)) ?? 0) + 1;
    counted.set(nameOf(request), occurrence);
    return (['before', 'after'] as const).map((when) => ({ ...request, when, occurrence }));
  });
}

/** Kills a run at each of the moments, as many at a time as there are processors. */
export async function killAt(
  journey: Journey,
  whole: Undisturbed,
  moments: readonly Moment[],
): Promise<Killed[]> {
  const waiting = [...moments];
  const ended: Killed[] = [];
  const worker = async () => {
    for (let moment = waiting.shift(); moment; moment = waiting.shift()) {
      ended.push(await killOnce(journey, whole, moment));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return ended;
}

async function killOnce(journey: Journey, whole: Undisturbed, moment: Moment): Promise<Killed> {
  const trap = setTrap(moment);
  return onStage(journey, trap.setting, async (stage) => {
    const first = startOn(stage, journey.argv);
    trap.arm(first.kill);
    const { code, stderr } = await first.ended;
    trap.disarm();
    if (!trap.sprung) return notKilled(moment, code, stderr);
    const left = await aftermathOf(stage);
    const late = journey.questions
      .filter((question) => wasUsed(question, trap.requests) && !left.told.has(question.told))
      .map(({ told }) => `something was sent before the answer "${told}" was remembered`);
    const troubles = await goOn(journey, whole, stage, left);
    return { moment, kind: 'killed', troubles: [...late, ...troubles] };
  });
}

/** What is asked over and over until something has happened comes not as often each time. */
function notKilled(moment: Moment, code: number | null, stderr: string): Killed {
  const troubles = [
    ...(code === 0 ? [] : [`the first run ended by itself, with ${code}:\n${stderr}`]),
    ...(moment.occurrence > 1 ? [] : ['the request did not come']),
  ];
  return { moment, kind: 'absent', troubles };
}

/** The moments that went wrong, each with what is wrong with it. */
export function troublesOf(ended: readonly Killed[]): string[] {
  return ended
    .filter(({ troubles }) => troubles.length > 0)
    .map(({ moment, troubles }) => {
      const { when, occurrence } = moment;
      return [`${when} ${nameOf(moment)}, number ${occurrence}:`, ...troubles].join('\n  ');
    });
}

/** The second run, and what is wrong with it and with what it leaves. */
async function goOn(
  journey: Journey,
  { census }: Undisturbed,
  stage: Stage,
  left: Aftermath,
): Promise<string[]> {
  const before = stage.aws.requests.length;
  const { code, stderr } = await startOn(stage, journey.argv).ended;
  if (code !== 0) return [`the second run ended with ${code}:\n${stderr}`];
  const console = stage.aws.requests.slice(before).filter(({ service }) => service === 'console');
  const asked = console.map(({ method, path }): SentRequest => {
    return { to: 'the console', what: `${method} ${path}` };
  });
  const again = journey.questions
    .filter((question) => left.told.has(question.told) && asked.some(question.asked))
    .map(({ told }) => `asked again what was remembered as "${told}"`);
  await stage.authentik.settled();
  const expected = journey.expected?.(census, left) ?? census;
  return [...again, ...differences(expected, await takeCensus(stage))];
}

/** Whether more than the console was asked after a question was answered there. */
function wasUsed({ asked }: Question, requests: readonly SentRequest[]): boolean {
  const answered = requests.findLastIndex(asked);
  return answered >= 0 && requests.slice(answered + 1).some(({ to }) => to !== 'the console');
}

async function aftermathOf(stage: Stage): Promise<Aftermath> {
  const told = new Set(Object.keys(Object(stateOf(stage)?.told)));
  const tokens = stage.instance.provisioning?.tokens ?? [];
  const held = new Set((await stage.list('/providers/scim/')).map(({ token }) => token));
  return { told, lostTokens: tokens.filter(({ value }) => !held.has(value)).length };
}

async function onStage<T>(
  { prepare }: Journey,
  { authentik, aws }: ReturnType<typeof setTrap>['setting'],
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  // As on real workers, two syncs at once would block each other for good.
  const stage = await startStage({
    authentik: { ...authentik, onSecondSync: 'hang' },
    ...(aws && { aws }),
  });
  try {
    await prepare(stage);
    return await work(stage);
  } finally {
    await stage.close();
  }
}
