import { expect } from 'vitest';
import { z } from 'zod';
import { type Directory, directoryOf } from '../procedure/scim-directory.js';
import { openStage, type Stage, unattended } from './stage.js';

const membership = z.object({ group: z.string(), userName: z.string() });
const shown = z.object({
  format: z.literal('authentik-aws/reconcile'),
  version: z.literal(1),
  changed: z.boolean(),
  totals: z.record(z.string(), z.number()),
  differences: z.object({
    removals: z.array(membership.extend({ why: z.string() })),
    renames: z.array(z.object({ from: z.string(), to: z.string() })),
    users: z.array(z.object({ userName: z.string() })),
    groups: z.array(z.object({ name: z.string(), uuid: z.string() })),
    additions: z.array(membership),
    leftAlone: z.array(z.object({ text: z.string() })),
  }),
});

/** A stage on which provisioning is set up. */
export interface Provisioned {
  readonly stage: Stage;
  readonly people: Directory;
}

/** A finished set-up on a release, with carol beside alice in the group. */
export async function provisioned(release: string): Promise<Provisioned> {
  return provisionedOn(await openStage({ authentik: { release } }));
}

/** The same on a stage that is there. */
export async function provisionedOn(stage: Stage): Promise<Provisioned> {
  const people = directoryOf(stage);
  await people.addUser('carol', {}, ['aws-users']);
  const { code, stderr } = await stage.run([...unattended, '--scim', '--group', 'aws-users']);
  expect(code, stderr).toBe(0);
  await stage.authentik.settled();
  expect(people.atAws().groups['aws-users']).toEqual(['alice@example.com', 'carol@example.com']);
  stage.writes();
  return { stage, people };
}

/** Somebody leaves the group in authentik, and whatever sync follows ends. */
export async function leave({ stage, people }: Provisioned, username: string): Promise<void> {
  const pk = await people.userPk(username);
  await stage.call('POST', `/core/groups/${await people.groupPk('aws-users')}/remove_user/`, {
    pk,
  });
  await stage.authentik.settled();
  stage.writes();
}

/** What `reconcile` finds, changing nothing. */
export async function compared(stage: Stage): Promise<z.infer<typeof shown>> {
  const { code, stdout, stderr } = await stage.run(['reconcile', '--json']);
  expect(code, stderr).toBe(0);
  return shown.parse(JSON.parse(stdout));
}
