import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { censusOf, eachOnce } from './census.js';
import { shownCommand } from './run-program.js';
import { openStage, type Stage, stateOf, unattended } from './stage.js';

const argv = [...unattended, '--group', 'aws-users'];

/** The writing requests in the order of a whole run, during each of which Ctrl-C may come. */
const moments = [
  'POST /api/v3/crypto/certificatekeypairs/generate/',
  'POST /api/v3/providers/saml/',
  'POST /api/v3/core/applications/',
  'POST /api/v3/policies/bindings/',
];

/** A stage whose authentik does something the first time that a request of this kind comes. */
async function stageThatOn(moment: string, happens: () => void): Promise<Stage> {
  let happened = false;
  const intercept = async ({ method, url }: Request) => {
    if (happened || `${method} ${new URL(url).pathname}` !== moment) return undefined;
    happened = true;
    happens();
    return undefined;
  };
  return openStage({ authentik: { intercept } });
}

test.each(moments)('Ctrl-C during %s lets it finish; the next run goes on', async (moment) => {
  let interrupt = () => {};
  const stage = await stageThatOn(moment, () => interrupt());
  const onStart = (key: () => void) => {
    interrupt = key;
  };
  const stopped = await stage.run(argv, { onStart });
  expect(stopped.code).toBe(130);
  expect(stopped.stderr).toContain('Stopping after this request. Press Ctrl-C again');
  expect(stopped.stderr).toContain('Stopped, and what was done is saved. Go on with:');
  expect(shownCommand(stopped.stderr)).toBe(
    'authentik-aws setup --console sandbox --accept-identity-source --group aws-users',
  );
  expect(stage.writes().at(-1)).toBe(moment);
  expect(existsSync(`${stage.statePath}.lock`)).toBe(false);

  const second = await stage.run(argv);
  expect(second.code, second.stderr).toBe(0);
  expect(await censusOf(stage)).toEqual(eachOnce);
});

test('a second Ctrl-C leaves at once; what was about to be made is remembered', async () => {
  const left: number[] = [];
  let interrupt = () => {};
  let atThatMoment: unknown;
  const stage = await stageThatOn('POST /api/v3/providers/saml/', () => {
    interrupt();
    interrupt();
    atThatMoment = stateOf(stage);
  });
  const { stderr } = await stage.run(argv, {
    onStart: (key) => {
      interrupt = key;
    },
    onLeave: (code) => left.push(code),
  });
  expect(left).toEqual([130]);
  expect(stderr).toContain('Left at once.');
  expect(atThatMoment).toMatchObject({
    things: {
      'signing-certificate': { origin: 'made' },
      'saml-provider': { origin: 'intended', name: 'AWS IAM Identity Center' },
    },
  });
});
