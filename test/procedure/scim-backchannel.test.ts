import { expect, test } from 'vitest';
import { type Bench, openBench } from './scim-bench.js';

test.each(['2023.10.7', '2026.2.2'])(
  'another backchannel provider of the application stays, on authentik %s',
  async (release) => {
    const bench = await openBench({ release, groups: ['aws-users'] });
    const other = await bench.call('POST', '/providers/scim/', {
      ...{ name: 'Another system', url: 'http://127.0.0.1:1/scim/v2', token: 'example' },
    });
    const otherPk = Number(Object(other).pk);
    await bench.call('PATCH', '/core/applications/aws/', { backchannel_providers: [otherPk] });
    const { facts } = await bench.walk();
    const ours = Number(facts.scimProvider?.pk);
    expect(await shown(bench)).toEqual([otherPk, ours]);
    expect(await bench.plan('backchannel')).toMatchObject({ state: 'in-place', standing: 'seen' });

    await bench.call('PATCH', '/core/applications/aws/', { backchannel_providers: [otherPk] });
    expect((await bench.plan('backchannel')).changes).toEqual([
      {
        ...{ action: 'update', object: 'application "aws"', of: 'application', foreign: true },
        fields: [
          {
            field: 'backchannel providers',
            from: `number ${otherPk}`,
            to: `number ${otherPk}, "${facts.scimProvider?.name}"`,
          },
        ],
      },
    ]);
    await bench.walk();
    expect(await shown(bench)).toEqual([otherPk, ours]);
  },
);

async function shown({ call }: Bench): Promise<unknown> {
  return Object(await call('GET', '/core/applications/aws/')).backchannel_providers;
}
