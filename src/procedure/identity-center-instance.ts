import { addressesOf } from '../aws/addresses.js';
import type { IdentityCenterInstance } from '../aws/instances.js';
import { checkAnswers } from './check-answers.js';
import { nothingToApply, step } from './context.js';
import type { Facts } from './facts.js';

/**
 * Finds the organization instance and derives what the later steps would otherwise have to ask.
 * The choice among instances was made when AWS was connected: `../aws/choose-instance.ts`.
 */
export const identityCenterInstance = step({
  id: 'identity-center-instance',
  title: 'Find the IAM Identity Center instance',
  guide: [],
  place: 'AWS',
  outlook: "the organization's instance, its issuer and its portal addresses",
  needs: [],
  gives: ['instance'],
  async look(context) {
    const { instance: described } = context;
    const instance = instanceFact(described);
    await checkAnswers(context, instance);
    return { instance, limits: described.limits };
  },
  plan(_have, { instance, limits }) {
    return {
      changes: [],
      standing: 'seen',
      notes: limits.map((text) => ({ level: 'info', text }) as const),
      known: { instance },
    };
  },
  apply: nothingToApply,
});

/** The instance and what is derived from it, as a fact. */
export function instanceFact(described: IdentityCenterInstance): Facts['instance'] {
  const { arn, id, identityStoreId, ownerAccountId, createdDate, primaryRegion, playedBy } =
    described;
  const identifiers = { region: primaryRegion, identityStoreId, instanceArn: arn };
  const { issuer, portalUrls } = addressesOf(identifiers);
  return {
    ...identifiers,
    ...{ id, ownerAccountId, issuer, portals: portalUrls },
    ...(createdDate && { createdDate }),
    ...(playedBy !== undefined && { playedBy }),
  };
}
