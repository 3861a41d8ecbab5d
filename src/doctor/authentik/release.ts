import { provisioningLimits } from '../../procedure/provisioning-limits.js';
import { type Check, ok, problem } from '../check.js';

/** The newest release that this program was made for. */
const NEWEST_KNOWN = [2026, 8] as const;

/** What is known of this release; that it is not too old is found out when it is reached. */
export const release: Check = {
  id: 'release',
  group: 'authentik',
  title: 'The release of authentik is known, and has no limits that matter',
  level: 'advice',
  needs: ['authentik'],
  async run({ authentik, setUp }) {
    const { release: found } = await authentik();
    const [year, month] = NEWEST_KNOWN;
    if (found.atLeast(year, month + 1)) {
      return problem(
        `authentik ${found.text} is newer than the newest release that this program knows, ${year}.${month}; it is treated like that one`,
        'Look for a newer release of authentik-aws; read the release notes of authentik on SAML and SCIM providers.',
      );
    }
    const withScim = await setUp().then(
      (seen) => seen.withScim,
      () => false,
    );
    const limits = withScim
      ? provisioningLimits(found, { unusable: [], byHand: [], large: [] })
      : [];
    const [limit] = limits;
    if (limit === undefined) return ok(`authentik ${found.text} is supported`);
    return problem(limit.text, [
      ...(limit.next === undefined ? [] : [limit.next]),
      'Until then, put AWS right by hand or from time to time: authentik-aws reconcile',
    ]);
  },
};
