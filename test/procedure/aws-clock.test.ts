import { expect, test } from 'vitest';
import { type Ahead, aheadBetween } from '../../src/basics/clock.js';
import {
  awsNow,
  byThisMachine,
  nextSecondAtAws,
  untilAtAws,
} from '../../src/procedure/aws-clock.js';
import type { Context } from '../../src/procedure/context.js';

const here = new Date('2026-11-20T10:00:00.400Z');

function ports(ahead: Ahead | undefined): Pick<Context, 'aws' | 'now' | 'pause'> {
  const aws = { clockAhead: () => ahead } as Context['aws'];
  return { aws, now: () => here, pause: async () => undefined };
}

test('a Date header leaves a second open, and the time that the answer took', () => {
  const asked = Date.parse('2026-11-20T10:00:00.400Z');
  const date = 'Fri, 20 Nov 2026 10:01:00 GMT';
  expect(aheadBetween(date, asked, asked + 300)).toEqual({ least: 59_300, most: 60_600 });
  expect(aheadBetween('no date', asked, asked)).toBeUndefined();
});

test('a slow clock of this machine is made up for, on the safe side of each bound', () => {
  const { earliest, likely, latest } = awsNow(ports({ least: 59_300, most: 60_600 }));
  expect(earliest.toISOString()).toBe('2026-11-20T10:00:59.450Z');
  expect(likely.toISOString()).toBe('2026-11-20T10:00:59.700Z');
  expect(latest.toISOString()).toBe('2026-11-20T10:01:01.250Z');
  expect(nextSecondAtAws(ports({ least: 59_300, most: 60_600 })).toISOString()).toBe(
    '2026-11-20T10:01:02.000Z',
  );
});

test('a clock that AWS does not contradict is taken as it is', () => {
  expect(awsNow(ports({ least: -400, most: 700 })).likely).toEqual(here);
});

test('where AWS told no time, nothing of the next quarter of an hour counts as after now', () => {
  const { latest, known } = awsNow(ports(undefined));
  expect(known).toBe(false);
  expect(latest.getTime() - here.getTime()).toBeGreaterThanOrEqual(15 * 60_000);
});

test('it is waited until a second has surely begun, and only where that is known', async () => {
  const paused: number[] = [];
  const pause = async (milliseconds: number) => {
    paused.push(milliseconds);
  };
  const moment = new Date('2026-11-20T10:00:02Z');
  await untilAtAws({ ...ports({ least: -400, most: 700 }), pause }, moment);
  await untilAtAws({ ...ports(undefined), pause }, moment);
  expect(paused).toEqual([2250]);
});

test('a moment of AWS is told by this machine', () => {
  const moment = new Date('2026-11-20T10:01:00Z');
  expect(byThisMachine(ports({ least: 60_000, most: 61_000 }), moment).toISOString()).toBe(
    '2026-11-20T10:00:00.000Z',
  );
});
