import { describe, expect, test } from 'vitest';
import type { AuthentikPerson, AwsPerson } from '../../src/people/person.js';
import { reasonIds, reasons } from '../../src/people/reasons.js';
import { detailOf, type Provisioning, verdicts } from '../../src/people/verdicts.js';
import { awsUser, person, read } from './each.js';

const withoutScim: Provisioning = { scim: false, takesOver: false };
const withScim: Provisioning = { scim: true, takesOver: true };

/** Each verdict as its reason, who it is about in either system, and `!` if it is a problem. */
async function judged(
  authentik: AuthentikPerson[],
  aws: AwsPerson[],
  provisioning = withoutScim,
): Promise<string[]> {
  const all = [...verdicts(await read(authentik, aws), provisioning)];
  return all.map(
    ({ reason, problem, authentik: one, aws: other }) =>
      `${reason}${problem ? '!' : ''} ${one?.username ?? '-'} ${other?.userName ?? '-'}`,
  );
}

const alice = 'alice@example.com';

test.each<[string, Partial<AuthentikPerson>, AwsPerson[], string[]]>([
  ['the very same name', {}, [awsUser(alice)], [`can-sign-in alice ${alice}`]],
  ['status unknown', {}, [awsUser(alice, { enabled: undefined })], [`can-sign-in alice ${alice}`]],
  ['no e-mail', { email: '' }, [], ['no-email! alice -']],
  ['a blank e-mail', { email: ' ' }, [], ['no-email! alice -']],
  ['not an address', { email: 'alice' }, [], ['not-an-address! alice -']],
  ['letters beyond ASCII', { email: 'älice@example.com' }, [], ['not-an-address! alice -']],
  [
    'more than 128 characters',
    { email: `${'a'.repeat(117)}@example.com` },
    [],
    ['not-an-address! alice -'],
  ],
  ['not in AWS', {}, [], ['not-in-aws! alice -']],
  ['capitals in AWS', {}, [awsUser('Alice@Example.com')], ['other-case! alice Alice@Example.com']],
  [
    'capitals in authentik',
    { email: 'Alice@example.com' },
    [awsUser(alice)],
    [`other-case! alice ${alice}`],
  ],
  [
    'another user name',
    {},
    [awsUser('asmith', { emails: ['Alice@example.com'] })],
    ['other-user-name! alice asmith'],
  ],
  [
    'disabled in AWS',
    {},
    [awsUser(alice, { enabled: false })],
    [`disabled-in-aws! alice ${alice}`],
  ],
  ['deactivated', { active: false }, [], ['deactivated alice -']],
  [
    'deactivated and left in AWS',
    { active: false },
    [awsUser(alice)],
    [`deactivated! alice ${alice}`],
  ],
  [
    'deactivated on both sides',
    { active: false },
    [awsUser(alice, { enabled: false })],
    [`deactivated alice ${alice}`],
  ],
  ['outside', { inScope: false }, [], ['outside-bindings alice -']],
  ['outside, in AWS', { inScope: false }, [awsUser(alice)], [`outside-bindings! alice ${alice}`]],
  ['a service account', { kind: 'service_account', email: '' }, [], ['service-account alice -']],
  ['an outpost', { kind: 'internal_service_account', email: '' }, [], ['service-account alice -']],
])('%s', async (_, wishes, aws, expected) => {
  expect(await judged([person(wishes)], aws)).toEqual(expected);
});

describe('who is in AWS alone', () => {
  test('is a problem only while enabled', async () => {
    const aws = [awsUser('root@example.com'), awsUser('gone@example.com', { enabled: false })];
    expect(await judged([], aws)).toEqual([
      'aws-only! - root@example.com',
      'disabled-in-aws - gone@example.com',
    ]);
  });
});

describe('an e-mail address of several users', () => {
  test('is told of each of them, also of the first', async () => {
    const two = [person(), person({ username: 'alice2' })];
    expect(await judged(two, [awsUser(alice)])).toEqual([
      `email-shared! alice ${alice}`,
      `email-shared! alice2 ${alice}`,
    ]);
  });

  test('is no matter where the other one cannot sign in', async () => {
    const two = [person({ username: 'old', active: false }), person()];
    expect(await judged(two, [awsUser(alice)])).toEqual([
      `can-sign-in alice ${alice}`,
      'deactivated old -',
    ]);
  });

  test('matters with SCIM for a deactivated one, who is sent as well', async () => {
    const two = [person({ username: 'old', active: false }), person()];
    expect(await judged(two, [], withScim)).toContain('email-shared! alice -');
  });
});

describe('a user of AWS belongs to one person', () => {
  test('to whom has the name exactly, not to whom has it by e-mail address', async () => {
    const aws = [awsUser('carol@example.com', { emails: [alice] })];
    const two = [person(), person({ username: 'carol', email: 'carol@example.com' })];
    expect(await judged(two, aws)).toEqual([
      'not-in-aws! alice -',
      'can-sign-in carol carol@example.com',
    ]);
  });

  test('names that AWS tells apart by case stay apart', async () => {
    const aws = [awsUser('Alice@example.com'), awsUser(alice)];
    expect(await judged([person()], aws)).toEqual([
      `can-sign-in alice ${alice}`,
      'aws-only! - Alice@example.com',
    ]);
  });
});

describe('with SCIM', () => {
  test('who was made by hand is taken over, or refused by older releases', async () => {
    const aws = [awsUser(alice)];
    expect(await judged([person()], aws, withScim)).toEqual([`taken-over alice ${alice}`]);
    expect(await judged([person()], aws, { scim: true, takesOver: false })).toEqual([
      `take-over-refused! alice ${alice}`,
    ]);
  });

  test('who came by it can sign in', async () => {
    const aws = [awsUser(alice, { scimManaged: true })];
    expect(await judged([person()], aws, withScim)).toEqual([`can-sign-in alice ${alice}`]);
  });

  test.each(['', '  ', 'Alice\u200bExample', 'Alice\u00a0Example', 'a'.repeat(1025)])(
    'the name %j keeps somebody out of AWS, and only with it',
    async (name) => {
      expect(await judged([person({ name })], [], withScim)).toEqual(['name-refused! alice -']);
      expect(await judged([person({ name })], [])).toEqual(['not-in-aws! alice -']);
    },
  );

  test.each(['Zoë', '李 小龙', "O'Neil-Smith Jr. (IT) €", 'Alice'])(
    'the name %j does not',
    async (name) => {
      expect(await judged([person({ name })], [], withScim)).toEqual(['not-in-aws! alice -']);
    },
  );
});

test('verdicts can be given again', async () => {
  const people = await read([person(), person({ email: 'x@example.com' })], [awsUser(alice)]);
  const once = [...verdicts(people, withScim)];
  expect([...verdicts(people, withScim)]).toEqual(once);
});

test('what is wrong with an address is said in words', async () => {
  const people = await read([person({ email: 'alice' }), person({ email: '' })], []);
  const details = [...verdicts(people, withoutScim)].map(detailOf);
  expect(details).toEqual(['is not an e-mail address: it has no @', undefined]);
});

test('every reason is in the order, and every one that can be a problem has a remedy', () => {
  expect([...reasonIds].sort()).toEqual(Object.keys(reasons).sort());
  const withRemedy = reasonIds.filter((id) => 'remedy' in reasons[id]);
  expect(reasonIds.filter((id) => !withRemedy.includes(id))).toEqual(['can-sign-in']);
});
