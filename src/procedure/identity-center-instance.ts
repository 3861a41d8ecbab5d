import { addressesOf } from '../aws/addresses.js';
import { type Context, nothingToApply, step } from './context.js';

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
  look: async ({ instance }: Context) => instance,
  plan(_have, seen) {
    const { arn, id, identityStoreId, ownerAccountId, createdDate, primaryRegion } = seen;
    const { issuer, portalUrls } = addressesOf({
      region: primaryRegion,
      identityStoreId,
      instanceArn: arn,
    });
    return {
      changes: [],
      standing: 'seen',
      notes: seen.limits.map((text) => ({ level: 'info', text }) as const),
      known: {
        instance: {
          instanceArn: arn,
          id,
          identityStoreId,
          ownerAccountId,
          region: primaryRegion,
          issuer,
          portals: portalUrls,
          ...(createdDate && { createdDate }),
        },
      },
    };
  },
  apply: nothingToApply,
});
