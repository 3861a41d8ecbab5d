import { done } from '../engine/outcome.js';
import { step, updateOf } from './context.js';
import { isForeign, whose } from './foreign.js';
import { notAsWritten } from './not-as-written.js';
import { APPLICATION_KEY } from './our-application.js';
import { rememberBefore } from './remember-before.js';

interface Seen {
  /** The numbers of the providers that work beside the sign-in already. */
  readonly standing: readonly number[];
  readonly of: ReturnType<typeof whose>;
}

/**
 * Guide lines S13–S15: without this nothing syncs. The list of the application is read, appended
 * to and written, since writing replaces it.
 */
export const backchannel = step({
  id: 'backchannel',
  title: 'Join the SCIM provider to the application',
  guide: ['S13', 'S14', 'S15'],
  place: 'authentik',
  outlook: 'the SCIM provider among the backchannel providers of the application',
  needs: ['application', 'scimProvider'],
  gives: ['backchannel'],
  async look({ authentik, memory }, { application }): Promise<Seen> {
    const { pk: id, slug: name } = application;
    const found = await authentik.applications.bySlug(name);
    const of = whose(APPLICATION_KEY, isForeign(memory, APPLICATION_KEY, { id, name }));
    return { standing: found?.backchannelProviderPks ?? [], of };
  },
  plan({ application, scimProvider }, { standing, of }) {
    const { slug } = application;
    if (standing.includes(scimProvider.pk)) {
      return { changes: [], known: { backchannel: { slug } }, standing: 'seen' };
    }
    // Others are known by their numbers alone.
    const others = standing.map((pk) => `number ${pk}`);
    const from = others.join(', ') || 'none';
    const to = [...others, `"${scimProvider.name}"`].join(', ');
    const fields = [{ field: 'backchannel providers', from, to }];
    return { changes: updateOf(`application "${slug}"`, fields, of), known: {} };
  },
  async apply({ authentik, memory }, { application, scimProvider }, { standing }) {
    const { slug } = application;
    const wanted = [...standing, scimProvider.pk];
    const before = { backchannelProviderPks: { was: standing, left: wanted } };
    const changed = { key: APPLICATION_KEY, name: slug, id: application.pk };
    await rememberBefore(memory, changed, before);
    const updated = await authentik.applications.update(slug, { backchannelProviderPks: wanted });
    if (!updated.backchannelProviderPks.includes(scimProvider.pk)) {
      throw notAsWritten(['backchannel providers']);
    }
    return done({ backchannel: { slug } });
  },
});
