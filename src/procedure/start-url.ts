import { done } from '../engine/outcome.js';
import { step, updateOf } from './context.js';
import { isForeign, whose } from './foreign.js';
import { notAsWritten } from './not-as-written.js';
import { APPLICATION_KEY } from './our-application.js';
import { beforeOf, rememberBefore } from './remember-before.js';

/**
 * Guide lines 17 and 18: the application opens the access portal. It matters: without a launch
 * URL authentik starts the sign-in itself, which AWS refuses from releases before 2025.8 for
 * their NameID format (seen in recordings of 2023.10.7, 2024.8.6 and 2025.4.4).
 */
export const startUrl = step({
  id: 'start-url',
  title: 'Let the application open the access portal',
  guide: ['17', '18'],
  place: 'authentik',
  outlook: 'the launch URL of the application is the access portal',
  needs: ['application', 'accessPortal'],
  gives: ['startUrl'],
  /** The application's own step has just looked at it; only whose it is has to be known. */
  look: async ({ memory }, { application: { pk: id, slug: name } }) =>
    whose(APPLICATION_KEY, isForeign(memory, APPLICATION_KEY, { id, name })),
  plan({ application, accessPortal }, of) {
    const from = application.launchUrl;
    const to = launchUrlFor(accessPortal.url);
    const known = { startUrl: accessPortal.url };
    if (from === to) return { changes: [], known, standing: 'seen' };
    const fields = [{ field: 'launch URL', from: from === '' ? 'none' : from, to }];
    return { changes: updateOf(`application "${application.slug}"`, fields, of), known: {} };
  },
  async apply({ authentik, memory }, { application, accessPortal }) {
    const launchUrl = launchUrlFor(accessPortal.url);
    const changed = { key: APPLICATION_KEY, name: application.slug, id: application.pk };
    await rememberBefore(memory, changed, beforeOf(application, { launchUrl }));
    const updated = await authentik.applications.update(application.slug, { launchUrl });
    if (updated.launchUrl !== launchUrl) throw notAsWritten(['launch URL']);
    return done({ startUrl: accessPortal.url });
  },
});

/** authentik fills the launch URL with user data by `%`-formatting, so a `%` stands doubled. */
function launchUrlFor(url: string): string {
  return url.replaceAll('%', '%%');
}
