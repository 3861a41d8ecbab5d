import { describe, expect, it } from 'vitest';
import { recordedReleases, startAuthentik } from '../../../src/sandbox/authentik/index.js';
import { knownDifferences } from './known-differences.js';
import { readAttachments, readExchanges } from './recording.js';
import { replay } from './replay.js';
import { AwsLikeEndpoint } from './scim/aws-like-endpoint.js';

describe.each(recordedReleases)('the recorded answers of authentik %s', (release) => {
  it('are those of the sandbox', async () => {
    const sandbox = await startAuthentik({ release });
    const endpoint = await AwsLikeEndpoint.start({ isLenient: true });
    const given = { scimUrl: endpoint.url, scimDeniedUrl: endpoint.deniedUrl };
    try {
      const attachments = await readAttachments();
      const exchanges = await readExchanges(release);
      expect(exchanges.length).toBeGreaterThan(100);
      const differing = await replay(exchanges, { ...sandbox, given, attachments });
      const known = knownDifferences.filter((each) => each.releases.includes(release));
      const names = known.map((each) => each.name);
      const unknown = [...differing].filter(([name]) => !names.includes(name));
      expect(Object.fromEntries(unknown)).toEqual({});
      expect(names.filter((name) => !differing.has(name))).toEqual([]);
    } finally {
      await Promise.all([sandbox.close(), endpoint.stop()]);
    }
  });
});
