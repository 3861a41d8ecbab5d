import { describe, expect, it } from 'vitest';
import { many, one, server } from './calls.js';

type Binding = Readonly<Record<string, unknown>>;

const [aws, admins, alice] = [
  { group: 'aws-users' },
  { group: 'authentik Admins' },
  { user: true },
];
const disabled = { ...admins, enabled: false };

/** The bindings, how they are joined, and whether alice (of aws-users) is let in. */
const cases: readonly (readonly [string, readonly Binding[], 'any' | 'all', boolean])[] = [
  ['no binding', [], 'any', true],
  ['her group', [aws], 'any', true],
  ['herself', [alice], 'any', true],
  ['another group', [admins], 'any', false],
  ['her group turned round', [{ ...aws, negate: true }], 'any', false],
  ['another group turned round', [{ ...admins, negate: true }], 'any', true],
  ['a disabled binding alone', [disabled], 'any', true],
  ['any of two groups', [admins, aws], 'any', true],
  ['all of two groups', [admins, aws], 'all', false],
  ['her group and herself', [aws, alice], 'all', true],
  ['her group and a disabled binding', [aws, disabled], 'all', true],
];

describe('who may open an application', () => {
  it.each(cases)('with %s', async (_, bindings, policy_engine_mode, expected) => {
    const on = await server('2026.2.2');
    const body = { name: 'AWS', slug: 'aws', policy_engine_mode };
    const app = one(await on.call('POST', '/core/applications/', body));
    const [user] = many(await on.call('GET', '/core/users/?username=alice')).results;
    for (const [order, binding] of bindings.entries()) {
      const path = `/core/groups/?name=${String(binding.group).replace(' ', '%20')}`;
      const [group] = many(await on.call('GET', path)).results;
      const subject = binding.user ? { user: user?.pk } : { group: group?.pk };
      const sent = { ...binding, group: null, user: null, ...subject, target: app.pk, order };
      expect((await on.call('POST', '/policies/bindings/', sent)).status).toBe(201);
    }
    const path = `/core/applications/aws/check_access/?for_user=${user?.pk}`;
    expect(one(await on.call('GET', path)).passing).toBe(expected);
  });

  it.each([
    ['2023.10.7', false],
    ['2025.10.4', false],
    ['2026.2.2', false],
    ['2026.2.2', true],
  ])('members of groups below are members: %s, turned round: %s', async (release, negate) => {
    const on = await server(release);
    const app = one(await on.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' }));
    const [alices] = many(await on.call('GET', '/core/groups/?name=aws-users')).results;
    const [user] = many(await on.call('GET', '/core/users/?username=alice')).results;
    const [above, top] = [
      one(await on.call('POST', '/core/groups/', { name: 'above' })),
      one(await on.call('POST', '/core/groups/', { name: 'top' })),
    ];
    const lay = async (group: unknown, within: unknown) => {
      const where = { parent: within, parents: [within] };
      const shown = one(await on.call('PATCH', `/core/groups/${group}/`, where));
      expect(shown.parents ?? [shown.parent]).toEqual([within]);
    };
    await lay(alices?.pk, above.pk);
    await lay(above.pk, top.pk);
    const sent = { target: app.pk, group: top.pk, order: 0, negate };
    expect((await on.call('POST', '/policies/bindings/', sent)).status).toBe(201);
    const path = `/core/applications/aws/check_access/?for_user=${user?.pk}`;
    expect(one(await on.call('GET', path)).passing).toBe(!negate);
    const direct = await on.call('GET', '/core/users/?groups_by_name=top');
    expect(many(direct).results).toEqual([]);
  });
});
