import type { Authentik } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';

/**
 * The flows of a new provider: authentik's own defaults, or the first of their kind where an
 * administrator removed those. `invalidationFlow` is what releases since 2024.10 require; the
 * client leaves it out of requests to older ones.
 * @throws ExpectedError when there is no flow that authorises
 */
export async function flowsFor(
  authentik: Authentik,
): Promise<{ authorizationFlow: string; invalidationFlow?: string }> {
  const [authorization, invalidation] = await Promise.all([
    find(authentik, 'default-provider-authorization-implicit-consent', 'authorization'),
    find(authentik, 'default-provider-invalidation-flow', 'invalidation'),
  ]);
  if (!authorization) {
    throw new ExpectedError({
      what: 'authentik has no authorization flow',
      why: 'Every provider needs one, and the default one was removed.',
      next: 'Restore it in authentik: System → Blueprints, run "Default - Provider authorization flow (implicit consent)".',
    });
  }
  return {
    authorizationFlow: authorization.pk,
    ...(invalidation && { invalidationFlow: invalidation.pk }),
  };
}

async function find(authentik: Authentik, slug: string, designation: string) {
  return (await authentik.flows.bySlug(slug)) ?? authentik.flows.firstOf(designation);
}
