import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { everyFile, leaksIn } from '../commands/leaks.js';
import { unattended } from '../commands/stage.js';
import { awsSecrets } from '../hostile/secret-stage.js';
import { everyFault } from './every-fault.js';
import { countTried, stageWith } from './under-fault.js';

const tried = countTried('faults searched for secrets');
afterAll(tried.print);

const wishes = ['--scim', '--group', 'aws-users', '--verbose', '--timeout', '2s'];

test.each(everyFault)('no secret comes out under %s', async (fault) => {
  const { stage, faults, addresses } = await stageWith([fault]);
  const env = {
    ...(await addresses()),
    AWS_SECRET_ACCESS_KEY: awsSecrets['AWS secret access key'],
    AWS_SESSION_TOKEN: awsSecrets['AWS session token'],
  };
  const plan = ['plan', ...wishes, '--json', '--out', join(stage.folder, 'plan.json')];
  for (const argv of [plan, [...unattended, ...wishes]]) {
    const { stdout, stderr } = await stage.run(argv, { env });
    const tokens = stage.instance.provisioning?.tokens.map(({ value }) => value) ?? [];
    const secrets = {
      ...awsSecrets,
      'authentik token': stage.authentik.token,
      ...Object.fromEntries(tokens.map((value, at) => [`SCIM token ${at + 1}`, value])),
    };
    const everything = [stdout, stderr, everyFile(stage.folder)].join('\n');
    expect(stdout + stderr, argv.join(' ')).not.toBe('');
    expect(leaksIn(everything, secrets), argv.join(' ')).toEqual([]);
    expect(stderr, argv.join(' ')).not.toContain('This is a bug');
  }
  await faults.end();
  tried.count();
});
