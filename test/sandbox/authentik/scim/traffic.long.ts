import { describe, expect, it } from 'vitest';
import { recordedReleases } from '../../../../src/sandbox/authentik/index.js';
import { many, server } from '../calls.js';
import { differences } from '../matcher.js';
import { readAttachments, readExchanges } from '../recording.js';
import { replay } from '../replay.js';
import { AwsLikeEndpoint } from './aws-like-endpoint.js';
import { type NameOfId, perObject } from './per-object.js';
import { readTraffic, type SeenRequest } from './recorded-cases.js';

describe.each(recordedReleases)('while the calls of authentik %s are played', (release) => {
  it('the synchronisation sends what was recorded, object by object', async () => {
    const endpoint = await AwsLikeEndpoint.start({ isLenient: true });
    const on = await server(release);
    const group = many(await on.call('GET', '/core/groups/?name=aws-users')).results[0]?.pk;
    const given = { scimUrl: endpoint.url, scimDeniedUrl: endpoint.deniedUrl };
    const attachments = await readAttachments();
    await replay(await readExchanges(release), { ...on, given, attachments });
    await on.settled();
    await endpoint.stop();
    // After the last call the recorder deleted everything while a run was still under way.
    const recorded = (await readTraffic(release)).filter(({ during }) => during !== 'tidy');
    const expected = perObject(recorded, namesIn(recorded));
    const actual = perObject(endpoint.taken(), endpoint.directory.names);
    expect(expected.size).toBeGreaterThan(3);
    const meaning = { captures: new Map([['group', group]]), origin: on.url };
    const names = [...new Set([...expected.keys(), ...actual.keys()])];
    const found = names.flatMap((name) =>
      differences(expected.get(name), actual.get(name), meaning, name),
    );
    expect(found).toEqual([]);
  });
});

/** The recorder's endpoint counted what it made. */
function namesIn(requests: readonly SeenRequest[]): NameOfId {
  const made = requests.filter(({ method, answered }) => method === 'POST' && answered === 201);
  return new Map(
    made.map(({ body }, index) => [`id-${index + 1}`, String(body?.userName ?? body?.displayName)]),
  );
}
