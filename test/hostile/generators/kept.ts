import fc from 'fast-check';
import { recognisePlan } from '../../../src/engine/kept-plan.js';
import { emptyState, type State } from '../../../src/engine/state.js';
import { twist } from './answers.js';
import { hostileBytes } from './files.js';
import { hostileText } from './text.js';

/** The systems of every file here that is good. */
export const target = { authentik: 'https://auth.example.com', instance: 'ssoins-1' } as const;

const at = '2026-01-02T03:04:05.000Z';

/** A state with something of everything, whose names are hostile. */
const goodState = hostileText.map((name): string => {
  const state: State = {
    ...emptyState(target),
    serial: 7,
    things: {
      application: { origin: 'made', name, id: '1', at },
      provider: { origin: 'adopted', name, at, before: { url: { was: name, left: null } } },
    },
    told: { portalUrl: { value: name, at } },
    left: { application: { object: name, fields: { name }, at } },
  };
  return JSON.stringify(state);
});

/** A plan with something of everything, whose names are hostile. */
const goodPlan = hostileText.map((name): string => {
  const change = { action: 'update', object: name, fields: [{ field: name, to: name }], why: name };
  const observed = { key: 'application', object: name, there: true, fields: { name } };
  const step = { id: 'application', title: name, state: 'to-do', changes: [change] };
  const text = JSON.stringify({
    ...{ format: 'authentik-aws/kept-plan', version: 1, at, target, settings: { groups: [name] } },
    steps: [{ ...step, foreseen: [change], observed: [observed] }],
  });
  if (recognisePlan(text).kind !== 'kept') throw new Error('the example is no plan');
  return text;
});

/** What a file may be once somebody, or a full disk, was at it. */
function spoiltFile(good: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  const twisted = fc
    .tuple(good, twist)
    .map(([text, change]) => Buffer.from(change({ status: 200, text }).text));
  const broken = fc
    .tuple(good, fc.nat(), fc.uint8Array({ maxLength: 8 }))
    .map(([text, place, bytes]) => {
      const whole = Buffer.from(text);
      const cut = place % (whole.length + 1);
      return Buffer.concat([whole.subarray(0, cut), bytes, whole.subarray(cut + bytes.length)]);
    });
  const encoded = good.map((text) => Buffer.from(text, 'utf16le'));
  const zeroed = good.map((text) => Buffer.alloc(Buffer.byteLength(text)));
  return fc.oneof(
    { weight: 6, arbitrary: twisted },
    { weight: 3, arbitrary: broken },
    good.map((text) => Buffer.from(text)),
    encoded,
    zeroed,
    hostileBytes,
  );
}

/** A state file, good or not. */
export const stateFile = spoiltFile(goodState);

/** The same for a plan that was kept. */
export const planFile = spoiltFile(goodPlan);
