import { type Stage, unattended } from '../../commands/stage.js';
import { directoryOf } from '../../procedure/scim-directory.js';
import type { Journey } from './journey.js';
import { startOn } from './killed-child.js';
import type { Moment, SentRequest } from './trap.js';

/** In a process of its own, since other stages are prepared at the same time. */
async function runOn(stage: Stage, argv: readonly string[]): Promise<void> {
  const { code, stderr } = await startOn(stage, argv).ended;
  if (code !== 0) throw new Error(`it could not be prepared: ${code}\n${stderr}`);
  await stage.authentik.settled();
}

const provisioned = [...unattended, '--scim', '--group', 'aws-users'];
const usual = { questions: [] };

const rotatingCertificate: Journey = {
  name: 'rotating the certificate',
  prepare: (stage) => runOn(stage, provisioned),
  argv: ['rotate', 'certificate', '--no-input', '--console', 'sandbox'],
  questions: [
    {
      told: 'certificateRotation',
      asked: ({ what }) => /^POST .*\/certificates\/import$/.test(what),
    },
  ],
};

const rotatingToken: Journey = {
  ...usual,
  name: 'rotating the access token',
  prepare: (stage) => runOn(stage, provisioned),
  argv: ['rotate', 'scim-token', '--no-input', '--console', 'sandbox'],
};

const granting: Journey = {
  ...usual,
  name: 'granting',
  async prepare({ instance }) {
    instance.directory.addGroup({ displayName: 'crew', createdBy: 'a test' });
  },
  argv: ['grant', 'crew', '--account', 'all', '--policy', 'ViewOnlyAccess', '--yes'],
};

/** One who is to leave the group, one under another spelling, and one who is not there. */
const reconciling: Journey = {
  ...usual,
  name: 'reconciling',
  async prepare(stage) {
    const people = directoryOf(stage);
    for (const name of ['carol', 'dave']) await people.addUser(name, {}, ['aws-users']);
    await runOn(stage, provisioned);
    const { directory } = stage.instance;
    const idOf = (name: string) => directory.users.find('userName', name)?.userId ?? '';
    for (const name of ['carol', 'dave']) directory.removeUser(idOf(`${name}@example.com`));
    people.addByHand('Carol@Example.com');
    people.addByHand('erin@example.com');
    await people.addUser('erin');
    await stage.authentik.settled();
    const group = directory.groups.find('displayName', 'aws-users')?.groupId ?? '';
    directory.addMembership(group, idOf('erin@example.com'), 'a test');
  },
  argv: ['reconcile', '--yes'],
};

const takingApart: Journey = {
  ...usual,
  name: 'taking it apart',
  prepare: (stage) => runOn(stage, provisioned),
  argv: ['undo', '--console', 'sandbox', '--confirm', 'aws'],
};

/** Runs of the commands that come after setting up. */
export const upkeep: readonly Journey[] = [
  rotatingCertificate,
  rotatingToken,
  granting,
  reconciling,
  takingApart,
];

const READING = /^(?:GET|HEAD) |^[a-z-]+ (?:Get|List|Describe|Lookup|Is|Simulate)/;

/** Whether a request is to change something in either system, or by the person at the console. */
export function isWriting({ what }: SentRequest): boolean {
  return !READING.test(what);
}

/** Of the reading requests each so many-eth; all that write. */
export function sampled(moments: readonly Moment[], every: number): Moment[] {
  return moments.filter((moment, index) => isWriting(moment) || index % every === 0);
}
