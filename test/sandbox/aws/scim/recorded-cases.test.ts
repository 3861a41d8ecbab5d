import { describe, expect, it } from 'vitest';
import { type RecordedState, recordedCases, releases } from './recordings.js';
import { Replay } from './replay.js';

/** What happened at AWS before a step, without authentik. */
async function prepare(replay: Replay, name: string, step: string): Promise<void> {
  const { directory } = replay.aws.instance;
  if (name === 'takeover' && step === 'first sync') {
    const byHand = directory.addUser({
      userName: 'alice@example.com',
      displayName: 'Alice Example',
      name: { givenName: 'Alice', familyName: 'Example' },
      emails: [{ value: 'alice@example.com', type: 'work', primary: true }],
      createdBy: 'arn:aws:iam::111122223333:user/administrator',
    });
    replay.nameExisting(byHand.userId);
  }
  if (name === 'gone' && step === 'second sync') directory.removeUser(replay.idOf('id-1'));
}

/** The recorder kept the memberships of a user deleted behind authentik's back; nothing here does. */
function expected(state: RecordedState, name: string, step: string): RecordedState {
  if (name !== 'gone' || step === 'first sync') return state;
  return { ...state, groups: state.groups.map((group) => ({ ...group, members: 0 })) };
}

describe.each(releases)('authentik %s', (release) => {
  it.each(recordedCases(release).map((each) => [each.case, each] as const))(
    'case %s',
    async (name, { steps }) => {
      const replay = await Replay.start();
      for (const { step, requests, atAws } of steps) {
        await prepare(replay, name, step);
        for (const request of requests) {
          const onGroups = request.path.startsWith('/Groups');
          if (name === 'big' && onGroups) await replay.addLeftOut(atAws);
          const { status, body } = await replay.send(request);
          const where = `${step}: ${request.method} ${request.path}`;
          expect({ where, status }).toEqual({ where, status: request.answered });
          if (request.detail !== undefined) expect(body.detail).toBe(request.detail);
        }
        expect({ step, ...replay.state() }).toEqual({ step, ...expected(atAws, name, step) });
      }
    },
  );
});
