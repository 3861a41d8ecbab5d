import { json } from '../http/answers.js';
import type { Endpoint } from '../http/endpoint.js';
import { has } from '../releases.js';

/** The version of the server: for anyone with a valid token. */
export const version: Endpoint = {
  path: '/admin/version/',
  methods: {
    GET: {
      rights: 'signed-in',
      run({ world: { release } }) {
        return json({
          version_current: release.text,
          version_latest: release.text === '2025.10.4' ? release.text : '0.0.0',
          ...(has(release, 'latestVersionValid') && {
            version_latest_valid: release.text === '2025.10.4',
          }),
          build_hash: '',
          outdated: false,
          ...(has(release, 'outpostOutdated') && { outpost_outdated: false }),
        });
      },
    },
  },
};

/** What a browser may know before it signs in. It does not say which release this is. */
export const config: Endpoint = {
  path: '/root/config/',
  methods: {
    GET: {
      rights: 'anyone',
      run({ world: { release } }) {
        return json({
          error_reporting: {
            enabled: false,
            sentry_dsn: '',
            environment: 'customer',
            send_pii: false,
            traces_sample_rate: 0.1,
          },
          capabilities: [
            ...(has(release, 'fileIcons') ? ['can_save_media', 'can_save_reports'] : []),
            ...['can_impersonate', 'is_enterprise'],
          ],
          cache_timeout: 300,
          cache_timeout_flows: 300,
          cache_timeout_policies: 300,
          ...(!has(release, 'noReputationCache') && {
            cache_timeout_reputation: has(release, 'outpostOutdated') ? 0 : 300,
          }),
        });
      },
    },
  },
};
