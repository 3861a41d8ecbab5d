import { type CaseOptions, type CaseServer, caseServer, skipping, userKey } from './case-server.js';

/** Prepares a recorded case: who there is, what the mapping is, and what AWS holds already. */
export async function prepare(release: string, name: string): Promise<CaseServer> {
  const on = await caseServer(release, name, { ...optionsOf(name), ...hanging(release, name) });
  on.endpoint.token = 'right';
  if (name === 'takeover') on.endpoint.directory.addByHand('alice@example.com');
  return on;
}

function optionsOf(name: string): CaseOptions {
  if (name === 'no-email') return { everyone: true, people: ['zed'] };
  if (name === 'skip') return { everyone: true, people: ['zed'], expression: skipping };
  if (name === 'big') return { people: crowd, peopleAreMembers: true };
  return name === 'token' ? { token: 'wrong' } : {};
}

const crowd = Array.from({ length: 120 }, (_, i) => `big${String(i).padStart(3, '0')}`);

/**
 * Two cases of 2023.10.7 stop after the users and have no status: the worker hung, since two full
 * runs waited for each other. While the calls of its API were recorded it did go on after a user
 * without an e-mail (`authentik-2023.10.7.json`).
 */
function hanging(release: string, name: string): CaseOptions {
  return isHanging(release, name) ? { server: { onSecondSync: 'hang' } } : {};
}

function isHanging(release: string, name: string): boolean {
  return release === '2023.10.7' && ['takeover', 'no-email'].includes(name);
}

/** Does what a recorded step did and waits until its synchronisation rests. */
export async function play(
  on: CaseServer,
  { release, name, step }: { release: string; name: string; step: string },
): Promise<void> {
  if (isHanging(release, name)) {
    on.restartWorker();
    await Promise.all([on.save(), on.save()]);
  } else {
    await act(on, name, step);
  }
  await on.settled();
}

async function act(on: CaseServer, name: string, step: string): Promise<void> {
  const alice = await userKey(on, 'alice');
  const change = (changes: object) => on.call('PATCH', `/core/users/${alice}/`, changes);
  const member = (action: string) =>
    on.call('POST', `/core/groups/${on.group}/${action}_user/`, { pk: alice });
  if (step === 'deactivate') await change({ is_active: false });
  else if (step === 'activate') await change({ is_active: true });
  else if (step === 'change the user') await change({ name: 'Alice Changed' });
  else if (step === 'leave the group') await member('remove');
  else if (step === 'token mended') await on.save({ token: 'right' });
  else {
    if (step.startsWith('back in the group')) await member('add');
    if (name === 'gone' && step === 'second sync') forgetUsers(on);
    await on.save();
  }
}

/** Somebody deletes the users in AWS; the recorder's endpoint keeps their memberships. */
function forgetUsers(on: CaseServer): void {
  on.endpoint.directory.users.clear();
}
