import { scimDifferences } from './scim-differences.js';
import type { Release } from './version.js';

/** One thing in which authentik's releases differ, as far as setting up AWS meets it. */
export interface Difference {
  /** First release with it: year, month and, where it came with a patch, that. */
  readonly since: readonly [year: number, month: number, patch?: number];
  readonly what: string;
  /** Where it is known from. */
  readonly source: string;
  /** `answer`: the keys or the status of an answer tell; `release`: only the release does. */
  readonly toldBy: 'answer' | 'release';
}

/**
 * Everything that this folder treats differently by release, from 2023.5 on. A release newer than
 * the newest known one (2026.8.6) is treated like that one. A provider's own keys, once it has
 * been read, decide over this table.
 */
export const differences = {
  ...scimDifferences,
  userKinds: {
    since: [2023, 8],
    what: 'users have a type; before, service accounts are known by an attribute',
    source: 'OpenAPI schemas of the releases',
    toldBy: 'answer',
  },
  roles: {
    since: [2023, 10],
    what: 'roles hold permissions and lists answer 403; before, lists were empty without rights',
    source: 'authentik/rbac/filters.py; 403 on lists seen on 2023.10.7',
    toldBy: 'release',
  },
  previewForUser: {
    since: [2024, 2],
    what: 'preview_user honours for_user; before, it shows the user of the token',
    source: 'seen on 2023.10.7 (ignored) and 2024.8.6 (honoured); OpenAPI schema of 2024.2',
    toldBy: 'release',
  },
  mappingsUnderProvider: {
    since: [2024, 8],
    what: '/propertymappings/saml/ became /propertymappings/provider/saml/; each answers 404 elsewhere',
    source: 'seen on 2023.10.7 and 2024.8.6; OpenAPI schemas of 2024.6 and 2024.8',
    toldBy: 'release',
  },
  signFlags: {
    since: [2024, 8],
    what: 'sign_assertion, sign_response, encryption_kp; a signing key needs one of the two signs',
    source: 'seen on 2024.8.6, absent on 2023.10.7; providers/saml/api/providers.py of 2024.8.0',
    toldBy: 'answer',
  },
  invalidationFlow: {
    since: [2024, 10],
    what: 'invalidation_flow on providers, required on creation',
    source: 'commit 5b66dbe89; required on 2025.4.4, absent on 2024.8.6',
    toldBy: 'answer',
  },
  nameTakenOnGenerate: {
    since: [2024, 10],
    what: 'generating a certificate under a taken name answers 400; before, 405 with a page',
    source: 'seen: 405 on 2023.10.7 and 2024.8.6, 400 from 2025.4.4; in between not tried',
    toldBy: 'answer',
  },
  defaultNameIdPolicy: {
    since: [2025, 8],
    what: 'default_name_id_policy on SAML providers',
    source: 'seen on 2025.10.4, absent on 2025.4.4; OpenAPI schema of 2025.8',
    toldBy: 'answer',
  },
  certificateRight: {
    since: [2025, 12],
    what: 'reading a certificate needs a permission of its own',
    source: 'tried with single permissions on 2025.10.4 (not needed), 2025.12.4 and 2026.2.2',
    toldBy: 'release',
  },
  keyType: {
    since: [2025, 12],
    what: 'private_key_type of a certificate became key_type',
    source: 'seen on 2025.10.4 and 2026.2.2; OpenAPI schema of 2025.12',
    toldBy: 'answer',
  },
  pageLimit: {
    since: [2025, 12],
    what: 'pages have 20 rows unless asked and never more than 100; before, 100 and no limit',
    source: 'commit 196bce348',
    toldBy: 'answer',
  },
  metadataNotFound: {
    since: [2026, 2, 3],
    what: 'metadata of a provider without an application is 404; before, 200 with an empty text',
    source: 'commit 2b8313ee9; the empty text seen on all recorded releases up to 2026.2.2',
    toldBy: 'answer',
  },
  issuerOverride: {
    since: [2026, 5],
    what: 'issuer became issuer_override (empty: derived, shown in url_issuer)',
    source: 'OpenAPI schema of 2026.5; release notes of 2026.5. No recording of that release',
    toldBy: 'answer',
  },
} as const satisfies Record<string, Difference>;

/** The name of one difference. */
export type DifferenceName = keyof typeof differences;

/** The oldest release that this program works with: backchannel providers came with it. */
export const oldestSupported = { year: 2023, month: 5 } as const;

/** Whether a release already has a difference. */
export function has(release: Release, name: DifferenceName): boolean {
  const [year, month, patch]: Difference['since'] = differences[name].since;
  return release.atLeast(year, month, patch);
}
