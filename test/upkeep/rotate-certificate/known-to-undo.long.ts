import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { stateOf } from '../../commands/stage.js';
import { type RotationStage, startRotationStage } from './rotation-stage.js';

const things = z.record(
  z.string(),
  z.looseObject({ origin: z.string(), id: z.string().optional() }),
);

/** AWS gets the certificate of whatever is to sign next, unless it has that already. */
async function toImport({ rotate, importNext }: RotationStage): Promise<void> {
  await rotate();
  await importNext().catch(() => undefined);
}

/** What a user may do, in any order. */
const deeds = {
  goOn: ({ rotate }: RotationStage) => rotate(),
  async importIt(stage: RotationStage) {
    await toImport(stage);
    return stage.rotate('--certificate-imported', stage.typed());
  },
  async sayAndWait(stage: RotationStage) {
    await toImport(stage);
    const waits = ['--wait-for-sign-in', '1s'];
    return stage.rotate('--certificate-imported', stage.typed(), ...waits);
  },
  signIn: ({ signInAlice }: RotationStage) => signInAlice(),
  another: ({ rotate }: RotationStage) => rotate('--another'),
  anotherUnproved: ({ rotate }: RotationStage) => rotate('--another', '--without-sign-in'),
  named: ({ rotate }: RotationStage) => rotate('--certificate', 'ours', '--another'),
  namedFirst: ({ rotate }: RotationStage) =>
    rotate('--certificate', 'AWS IAM Identity Center signing'),
  back: ({ rotate }: RotationStage) => rotate('--back'),
  abandon: ({ rotate }: RotationStage) => rotate('--abandon'),
  removeOld: ({ rotate }: RotationStage) => rotate('--remove-old'),
};

type Deed = keyof typeof deeds;

/** The key pairs that the state file says this tool made, each as often as it says so. */
function rememberedAsMade(stage: RotationStage): string[] {
  const all = Object.entries(things.parse(stateOf(stage)?.things));
  const made = all.filter(
    ([key, { origin }]) => /signing-certificate/.test(key) && origin === 'made',
  );
  return made.map(([, { id = '' }]) => id);
}

async function expectAllKnown(stage: RotationStage, told: string): Promise<void> {
  const there = await stage.list('/crypto/certificatekeypairs/?page_size=100');
  const isMade = ({ name }: (typeof there)[number]) => /^AWS IAM .* signing/.test(String(name));
  const made = there.filter(isMade).map(({ pk }) => String(pk));
  const others = there.filter((one) => !isMade(one)).map(({ pk }) => String(pk));
  const remembered = rememberedAsMade(stage);
  expect(
    made.filter((pk) => !remembered.includes(pk)),
    `${told}: forgotten`,
  ).toEqual([]);
  expect(
    remembered.filter((pk) => others.includes(pk)),
    `${told}: not its own`,
  ).toEqual([]);
  expect(new Set(remembered).size, `${told}: twice`).toBe(remembered.length);
}

async function walk(order: readonly Deed[]): Promise<void> {
  const stage = await startRotationStage();
  try {
    await stage.call('POST', '/crypto/certificatekeypairs/generate/', {
      ...{ common_name: 'ours', subject_alt_name: '', validity_days: 400 },
    });
    await stage.rotate();
    for (const [index, deed] of order.entries()) {
      const told = order.slice(0, index + 1).join(', ');
      const ran = await deeds[deed](stage);
      // Done, refused or waiting: never wrong usage or a bug.
      expect([0, 1, 3], `${told}: ${ran?.stderr}`).toContain(ran?.code ?? 0);
      await expectAllKnown(stage, told);
    }
    await stage.signInAlice();
  } finally {
    await stage.close();
  }
}

const deed = fc.constantFrom(...(Object.keys(deeds) as Deed[]));

/** Rotated once, and another begun. */
const begun = ['importIt', 'signIn', 'another'] as const;

test.each([
  ['taken back before the switch', [...begun, 'sayAndWait', 'back', 'abandon', 'removeOld']],
  ['taken back while another one is under way', [...begun, 'back', 'goOn', 'abandon', 'goOn']],
  ['through all, and back', [...begun, 'importIt', 'signIn', 'removeOld', 'back', 'another']],
] satisfies [string, Deed[]][])('%s: every key pair is known to undo', (_what, order) =>
  walk(order),
);

test('whatever is done in whichever order, undo knows just the key pairs that were made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 9 }), (order) =>
      walk([...begun, ...order]),
    ),
    { numRuns: 8 },
  );
}, 120_000);
