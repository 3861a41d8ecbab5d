import { z } from 'zod';
import type { Running } from '../commands/run-program.js';
import { type Setting, type Stage, startStage, unattended } from '../commands/stage.js';

const row = z.object({
  id: z.string(),
  group: z.enum(['machine', 'authentik', 'aws', 'trust', 'provisioning', 'people']),
  heading: z.string(),
  title: z.string(),
  level: z.enum(['required', 'advice']),
  result: z.enum(['ok', 'problem', 'not known', 'not applicable']),
  text: z.string(),
  details: z.array(z.string()),
  remedy: z.array(z.string()),
  endsSoon: z.boolean(),
  waitsFor: z.array(z.string()),
});

const report = z.strictObject({
  format: z.literal('authentik-aws/doctor'),
  version: z.literal(1),
  about: z.looseObject({ version: z.string(), node: z.string(), platform: z.string() }),
  redacted: z.boolean(),
  checks: z.array(row),
  ignored: z.array(z.string()),
  totals: z.record(z.string(), z.number()),
});

/** One check as `doctor --json` prints it. */
export type SeenCheck = z.infer<typeof row>;

/** What `doctor --json` printed, and how the run ended. */
export interface Examined {
  readonly code: number;
  readonly report: z.infer<typeof report>;
  /** What has a problem, as `id` or, where it is advice, `id?`. */
  readonly troubles: readonly string[];
  check(id: string): SeenCheck;
}

/** Runs `doctor --json` on a stage; its stdout must be exactly one report. */
export async function examined(
  stage: Stage,
  flags: readonly string[] = [],
  running: Running = {},
): Promise<Examined> {
  const { code, stdout, stderr } = await stage.run(['doctor', '--json', ...flags], running);
  if (!stdout.includes('authentik-aws/doctor')) throw new Error(stderr);
  const seen = report.parse(JSON.parse(stdout));
  return {
    code,
    report: seen,
    troubles: seen.checks
      .filter(({ result }) => result === 'problem')
      .map(({ id, level }) => (level === 'advice' ? `${id}?` : id)),
    check(id) {
      const found = seen.checks.find((each) => each.id === id);
      if (!found) throw new Error(`no check ${id}`);
      return found;
    },
  };
}

/** The flags that every run on a finished stage takes. */
export const forAwsUsers = ['--group', 'aws-users'] as const;

/**
 * A stage whose set-up is finished for the group of alice. In AWS there is she alone, so that
 * nothing at all is to be complained of.
 */
export async function finishedStage(setting: Setting = {}, ...flags: string[]): Promise<Stage> {
  const stage = await startStage(setting);
  for (const { userId } of [...stage.instance.directory.users.all()]) {
    stage.instance.directory.removeUser(userId);
  }
  const { code, stderr } = await stage.run([...unattended, ...forAwsUsers, ...flags]);
  if (code !== 0) throw new Error(stderr);
  if (!flags.includes('--scim')) addAlice(stage);
  return stage;
}

/** Makes alice a user in AWS by hand, as guide line C1 asks. */
export function addAlice({ instance }: Stage): void {
  instance.directory.addUser({
    userName: 'alice@example.com',
    displayName: 'Alice Example',
    name: { givenName: 'Alice', familyName: 'Example' },
    emails: [{ value: 'alice@example.com', type: 'work', primary: true }],
    createdBy: 'console',
  });
}
