import { count } from '../../basics/words.js';
import { ourProvider } from '../../procedure/our-provider.js';
import { type Check, ok, problem } from '../check.js';
import { providersFor } from '../providers-for.js';

/** An instance trusts one identity provider: a second set-up would be in the way of the first. */
export const otherSetUps: Check = {
  id: 'other-set-ups',
  group: 'trust',
  title: 'No other set-up points at the same instance',
  level: 'advice',
  needs: ['set-up'],
  async run(context) {
    const [{ context: procedure, wishes }, { sharedWith }, instance, authentik] = await Promise.all(
      [context.setUp(), context.state(), context.instance(), context.authentik()],
    );
    const ours = await ourProvider(procedure, wishes.providerName);
    const others = (await providersFor(authentik, instance)).flatMap(({ pk, name }) =>
      pk === ours?.pk ? [] : [`SAML provider "${name}"`],
    );
    const elsewhere = sharedWith.map((url) => `the set-up of ${url}, remembered on this machine`);
    const all = [...others, ...elsewhere];
    if (all.length === 0) return ok('no other set-up points at this instance');
    return problem(
      `${count(all.length, 'other set-up')} ${all.length === 1 ? 'points' : 'point'} at the same instance, which trusts one identity provider`,
      [
        'Find out which one is in use: authentik-aws status',
        'Delete the other provider in authentik: admin interface → Applications → Providers.',
      ],
      { details: all },
    );
  },
};
