import { expect } from 'vitest';
import { z } from 'zod';
import { providerOf } from '../procedure/answers.js';
import type { Ran } from './run-program.js';
import { note, plan, waitingStep } from './seen-plan.js';
import { type Row, type Stage, unattended } from './stage.js';

/** Sets both halves up for one group, as the sandbox's person lets it be done. */
export async function setUp(stage: Stage, ...flags: string[]): Promise<void> {
  const argv = [...unattended, '--scim', '--group', 'aws-users', ...flags];
  const { code, stderr } = await stage.run(argv);
  // Before 2023.10.4 no group arrives in AWS, and the set-up is incomplete.
  const isComplete = !/^2023\.([5-9]|10\.[0-3]$)/.test(stage.authentik.release);
  expect(code, stderr).toBe(isComplete ? 0 : 1);
  await stage.authentik.settled();
  stage.writes();
}

/** Takes it apart, with the sandbox's person at the console. */
export function undoAll(stage: Stage, ...flags: string[]): Promise<Ran> {
  return stage.run(['undo', '--console', 'sandbox', '--confirm', 'aws', ...flags]);
}

const SHARED_DEFAULT = 'authentik Self-signed Certificate';

/** Everything in authentik of the kinds that this program makes, changes and deletes. */
export async function everythingIn(stage: Stage): Promise<Record<string, readonly Row[]>> {
  const old = ['2023.', '2024.2', '2024.4', '2024.6'];
  const isOld = old.some((begin) => stage.authentik.release.startsWith(begin));
  const [certificates, saml, scim, applications, bindings, mappings] = await Promise.all([
    stage.list('/crypto/certificatekeypairs/'),
    stage.list('/providers/saml/'),
    stage.list('/providers/scim/'),
    stage.list('/core/applications/?superuser_full_list=true'),
    stage.list('/policies/bindings/'),
    stage.list(isOld ? '/propertymappings/scim/' : '/propertymappings/provider/scim/'),
  ]);
  return {
    certificates: certificates.filter(({ name }) => name !== SHARED_DEFAULT),
    ...{ saml, scim, applications, bindings, mappings },
  };
}

/** The user names in AWS, sorted. */
export function usersInAws({ instance }: Stage): string[] {
  return instance.directory.users
    .all()
    .map(({ userName }) => userName)
    .sort();
}

const undone = z.object({
  format: z.literal('authentik-aws/undone'),
  version: z.literal(1),
  outcome: z.enum(['carried out', 'nothing to do', 'not finished']),
  plan: plan.extend({ format: z.literal('authentik-aws/undo') }),
  waiting: z.array(waitingStep),
  declined: z.array(z.unknown()),
  notes: z.array(note),
  left: z.array(z.string()),
});

const nothingKnown = z.object({
  format: z.literal('authentik-aws/undone'),
  version: z.literal(1),
  outcome: z.literal('nothing known'),
  lookalikes: z.array(z.object({ kind: z.string(), name: z.string(), link: z.string() })),
});

/** Reads what `undo --json` printed of a run. */
export function readUndone(stdout: string): z.infer<typeof undone> {
  return undone.parse(JSON.parse(stdout));
}

/** Reads what `undo --json` printed where nothing was remembered. */
export function readNothingKnown(stdout: string): z.infer<typeof nothingKnown> {
  return nothingKnown.parse(JSON.parse(stdout));
}

/** Reads what `undo --dry-run --json` printed. */
export function readUndoPlan(stdout: string): z.infer<typeof undone>['plan'] {
  return undone.shape.plan.parse(JSON.parse(stdout));
}

/** Joins another SAML provider, made by hand, to the signing certificate of this tool. */
export async function shareCertificate(stage: Stage, name: string): Promise<void> {
  const { signing_kp, authorization_flow, invalidation_flow } = await providerOf(stage);
  await stage.call('POST', '/providers/saml/', {
    ...{ name, acs_url: 'https://other.example.com/acs', signing_kp, sign_assertion: true },
    ...{ authorization_flow, invalidation_flow },
  });
}
