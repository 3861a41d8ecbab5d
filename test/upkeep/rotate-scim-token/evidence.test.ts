import { expect, test } from 'vitest';
import { Secret } from '../../../src/basics/secret.js';
import { run } from '../../../src/engine/run.js';
import { instanceFact } from '../../../src/procedure/identity-center-instance.js';
import { unauthorised } from '../../../src/sandbox/aws/index.js';
import { tokenRotation } from '../../../src/upkeep/rotate-scim-token/index.js';
import { type Bench, type BenchSetting, openBench } from '../../procedure/scim-bench.js';

const groups = ['aws-users'];
const releases = ['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2', '2026.8.0'];

/** A bench whose first sync is done, and a run of the rotation with a second token on it. */
async function provisioned(setting: BenchSetting = {}) {
  const bench = await openBench({ groups, ...setting });
  await bench.walk();
  bench.events.length = 0;
  return bench;
}

async function rotate(bench: Bench, more: Partial<Bench['context']['answers']> = {}) {
  const scimToken = new Secret(bench.tenant.generateToken().value);
  const answers = { ...bench.context.answers, scimToken, ...more };
  const context = { ...bench.context, answers };
  const wishes = { providerName: 'AWS', another: false };
  const seed = { wishes, instance: instanceFact(context.instance) };
  const ports = { tell: context.tell, clock: () => 0, checkpoint: context.checkpoint };
  return run(tokenRotation, context, seed, ports);
}

const told = ({ events }: Bench) =>
  events.flatMap((event) => (event.kind === 'note' ? [event.note.text] : []));

test.each(releases)('on %s CloudTrail proves it where nothing was missing', async (release) => {
  const bench = await provisioned({ release });
  const { facts, waiting } = await rotate(bench);
  expect(facts.inAuthentik?.missingBefore).toBe(0);
  expect(facts.syncProved).toEqual({ by: 'trail' });
  expect(told(bench).join()).toContain('CloudTrail shows that AWS accepts');
  expect(waiting.map(({ step }) => step.id)).toEqual(['old-token']);
});

test('what was missing and arrives proves it before CloudTrail shows anything', async () => {
  const bench = await provisioned({
    release: '2026.2.2',
    aws: { eventDelaySeconds: 3600 },
  });
  const [alice] = [...bench.instance.directory.users.all()].filter(
    ({ userName }) => userName === 'alice@example.com',
  );
  expect(alice).toBeDefined();
  await bench.addUser('carol', {}, []);
  await bench.context.pause(1);
  // Somebody joins while nothing gets through, and comes with the sync of the second token.
  bench.tenant.deleteToken(String(bench.tenant.tokens[0]?.tokenId));
  await bench.addUser('dave', {}, groups);
  await bench.context.pause(1);
  expect(bench.atAws().users).not.toContain('dave@example.com');
  const { facts } = await rotate(bench);
  expect(facts.inAuthentik?.missingBefore).toBeGreaterThan(0);
  expect(facts.syncProved).toEqual({ by: 'arrival' });
  expect(bench.atAws().users).toContain('dave@example.com');
});

test('while CloudTrail shows nothing yet, both tokens stay, and a later run goes on', async () => {
  const bench = await provisioned({ aws: { eventDelaySeconds: 600 } });
  const first = await rotate(bench);
  expect(first.facts.syncProved).toBeUndefined();
  expect(first.waiting.map(({ step }) => step.id)).toEqual(['sync-with-token']);
  expect(first.waiting[0]?.waiting.instructions.join()).toContain('Leave both tokens in AWS');
  await bench.context.pause(600_000);
  bench.tenant.deleteToken(String(bench.tenant.tokens[0]?.tokenId));
  const second = await rotate(bench, { oldTokenDeleted: true });
  expect(second.facts.syncProved).toEqual({ by: 'trail' });
  expect(second.waiting).toEqual([]);
});

test.each(['2024.8.6', '2026.2.2'])(
  'on %s without the right to read CloudTrail the log counts, and is said to be weak',
  async (release) => {
    const bench = await provisioned({
      release,
      aws: { deniedActions: ['cloudtrail:LookupEvents'] },
    });
    const { facts } = await rotate(bench);
    expect(facts.syncProved).toEqual({ by: 'log' });
    expect(told(bench).join()).toContain('that is no proof, but all there is');
  },
);

test.each(['2024.8.6', '2025.10.4', '2026.2.2'])(
  'on %s a sync that AWS refuses proves nothing, although the task is called successful',
  async (release) => {
    let refuses = false;
    const bench = await provisioned({
      release,
      aws: {
        intercept: ({ service }) => (refuses && service === 'scim' ? unauthorised() : undefined),
      },
    });
    bench.onEvent = (event) => {
      // The second token was tried by now, and everything after it is of authentik.
      if (event.kind === 'step-begins' && event.step.id === 'token-into-authentik') refuses = true;
    };
    const { facts, waiting } = await rotate(bench);
    expect(facts.inAuthentik).toBeDefined();
    expect(facts.syncProved).toBeUndefined();
    expect(waiting.map(({ step }) => step.id)).toEqual(['sync-with-token']);
    refuses = false;
  },
);

test('a refused token in the log is no quiet log', async () => {
  let refuses = false;
  const bench = await provisioned({
    release: '2024.8.6',
    aws: {
      deniedActions: ['cloudtrail:LookupEvents'],
      intercept: ({ service }) => (refuses && service === 'scim' ? unauthorised() : undefined),
    },
  });
  bench.onEvent = (event) => {
    if (event.kind === 'step-begins' && event.step.id === 'token-into-authentik') refuses = true;
  };
  const { facts } = await rotate(bench);
  expect(facts.inAuthentik).toBeDefined();
  expect(facts.syncProved).toBeUndefined();
});

test('a sync that runs is waited for: two at once would hang the worker for good', async () => {
  const bench = await provisioned({ authentik: { onSecondSync: 'hang' } });
  const [provider] = await bench.list('/providers/scim/');
  await bench.call('PATCH', `/providers/scim/${provider?.pk}/`, {});
  const { facts } = await rotate(bench);
  expect(facts.syncProved).toEqual({ by: 'trail' });
  await bench.authentik.settled();
});
