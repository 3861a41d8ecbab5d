import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/basics/secret.js';
import type { Answer, Handover, Person } from '../../src/handover/task.js';
import { ProvisioningTenant } from '../../src/sandbox/aws/world/provisioning.js';
import { type Bench, openBench } from './scim-bench.js';

const groups = ['aws-users'];
const scim = 'https://scim.eu-central-1.amazonaws.com';
const tenant = '1a2b3c4d5e6-aaee-ffff-dddd-111111111111';

/** What a wrong answer is told, with proof that nothing was written for it at authentik. */
async function refusal(bench: Bench): Promise<{ message: string; why: string; next: string }> {
  const error = await bench.walk().then(
    () => new Error('the answer was taken'),
    (thrown: unknown) => thrown,
  );
  expect(bench.writes()).toEqual([]);
  expect(await bench.list('/providers/scim/')).toEqual([]);
  const { message, why = '', next = [] } = Object(error);
  return { message, why, next: next.join(' ') };
}

describe('instead of the SCIM endpoint', () => {
  test.each([
    [`https://scim.us-east-1.amazonaws.com/${tenant}/scim/v2`, 'It is of the Region us-east-1'],
    [`https://eu-central-1.sso.signin.aws/platform/saml/acs/${tenant}`, 'ACS'],
    [`http://scim.eu-central-1.amazonaws.com/${tenant}/scim/v2`, 'instead of https://'],
    [`${scim}/scim/v2`, 'The tenant is missing'],
    [`${scim}/${tenant}`, 'Its end is missing'],
    [`https://scim.eu-central-1.amazonaws.com.example.com/${tenant}/scim/v2`, "not AWS's"],
    ['http://127.0.0.1:1/tenant/scim/v2', 'instead of https://'],
  ])('%s is refused, and nothing is written', async (scimEndpoint, why) => {
    const bench = await openBench({ groups, answers: { scimEndpoint } });
    const refused = await refusal(bench);
    expect(`${refused.message} ${refused.why}`).toContain(why);
    expect(bench.state.told).toEqual({});
  });

  test('what is no address at all is not repeated, since it may be the token', async () => {
    const scimEndpoint = 'canary-token-in-the-wrong-field';
    const { message, why, next } = await refusal(
      await openBench({ groups, answers: { scimEndpoint } }),
    );
    expect(`${message} ${why}`).toContain('is not an address');
    expect(`${message} ${why} ${next}`).not.toContain('canary');
  });
});

describe('the access token', () => {
  test('that is wrong, and an endpoint of another tenant: AWS says the same of both', async () => {
    const wrongToken = await openBench({ groups, answers: { scimToken: new Secret('wrong') } });
    const first = await refusal(wrongToken);
    expect(first.message).toBe('AWS does not accept the SCIM access token (401)');
    expect(first.why).toContain('or the endpoint is of another tenant');

    const bench = await openBench({ groups });
    bench.instance.provisioning = new ProvisioningTenant(bench.context.now);
    expect(await refusal(bench)).toEqual(first);
  });

  test('that has ended is refused', async () => {
    const bench = await openBench({ groups });
    await bench.context.pause(366 * 86_400_000);
    expect((await refusal(bench)).why).toContain('has ended');
  });

  test.each(['', '   ', 'Bearer abc', '"abc" def'])('that is no token: "%s"', async (text) => {
    const bench = await openBench({ groups, answers: { scimToken: new Secret(text) } });
    expect((await refusal(bench)).message).toMatch(/^The SCIM access token is (empty|not usable)$/);
  });

  test('is taken with the blanks and line ends that copying adds', async () => {
    const bench = await openBench({ groups });
    const value = bench.tenant.tokens[0]?.value ?? '';
    const padded = new Secret(`  ${value}\r\n`);
    Object.assign(bench.context.answers, { scimToken: padded });
    await bench.walk();
    expect((await bench.list('/providers/scim/'))[0]).toMatchObject({ token: value });
  });
});

describe('with nobody there', () => {
  test('neither endpoint nor token: it waits with both inputs, and nothing of SCIM is written', async () => {
    const answers = { scimEndpoint: undefined, scimToken: undefined };
    const bench = await openBench({ groups, answers });
    const { waiting } = await bench.walk();
    expect(waiting.map(({ step }) => step.id)).toEqual(['automatic-provisioning']);
    const bring = waiting[0]?.waiting.bring.join('\n');
    expect(bring).toMatch(/--scim-endpoint URL +or AUTHENTIK_AWS_SCIM_ENDPOINT/);
    expect(bring).toMatch(/--scim-token-file FILE +or AUTHENTIK_AWS_SCIM_TOKEN/);
    expect(await bench.list('/providers/scim/')).toEqual([]);
  });

  test('the endpoint alone is remembered, and then only a further token is asked for', async () => {
    const bench = await openBench({ groups, answers: { scimToken: undefined } });
    await bench.walk();
    Object.assign(bench.context.answers, { scimEndpoint: undefined });
    expect((await bench.plan('automatic-provisioning')).changes).toEqual([
      expect.objectContaining({ object: expect.stringContaining('generate an access token') }),
    ]);
    const { waiting } = await bench.walk();
    expect(waiting[0]?.waiting).toMatchObject({
      what: 'an access token for provisioning',
      instructions: [
        expect.stringContaining('Manage provisioning'),
        expect.stringMatching(/"Generate token".*keeps two at most/),
      ],
    });
    Object.assign(bench.context.answers, {
      scimToken: new Secret(bench.tenant.generateToken().value),
    });
    expect((await bench.walk()).facts.firstSync).toMatchObject({ missing: 0 });
  });
});

test('a person brings both, and a wrong token is told at once', async () => {
  const answers = { scimEndpoint: undefined, scimToken: undefined };
  const bench = await openBench({ groups, answers });
  const typed = [bench.endpoint, bench.tenant.generateToken().value];
  const asked: Handover<unknown>[] = [];
  const person: Person = {
    async handOver<T>(handover: Handover<T>): Promise<Answer<T>> {
      asked.push(handover);
      if (handover.ask.secret) {
        await expect(handover.ask.read('wrong')).rejects.toThrow('401');
      }
      return { kind: 'done', value: await handover.ask.read(typed.shift() ?? '') };
    },
  };
  Object.assign(bench.context, { person, attended: true });
  expect((await bench.walk()).facts.firstSync).toMatchObject({ users: 1, missing: 0 });
  expect(asked.map(({ ask }) => [ask.input, ask.secret ?? false])).toEqual([
    ['scim-endpoint', false],
    ['scim-token-file', true],
  ]);
  expect(asked[1]?.instructions[0]).toContain('In the same dialog choose "Show token"');
});

describe('the age of the token', () => {
  test.each([
    [274, undefined],
    [275, 'the access token for SCIM ends in 90 days, and then'],
    [364, 'the access token for SCIM ends in 1 day, and then'],
    [366, 'the access token for SCIM has ended, and then'],
  ])('after %i days', async (days, told) => {
    const bench = await openBench({ groups });
    await bench.walk();
    await bench.context.pause(days * 86_400_000);
    const { notes, state, standing } = await bench.plan('automatic-provisioning');
    expect([state, standing]).toEqual(['in-place', 'told']);
    const expected = told === undefined ? [] : [expect.stringContaining(told)];
    expect(notes.map(({ text }) => text)).toEqual(expected);
  });

  test('of a provider that this program did not make is not guessed', async () => {
    const bench = await openBench({ groups });
    await bench.walk();
    bench.state.told = {};
    await bench.context.pause(400 * 86_400_000);
    expect((await bench.plan('automatic-provisioning')).notes).toEqual([]);
  });
});
