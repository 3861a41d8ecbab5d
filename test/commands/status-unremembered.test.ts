import { renameSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { examined, finishedStage, forAwsUsers } from '../doctor/examined.js';
import { providerOf } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import { openStage, type Stage } from './stage.js';

/** A busy machine takes its time for a whole set-up. */
const PATIENCE = 60_000;
let stage: Stage;

beforeAll(async () => {
  stage = await finishedStage({}, '--scim');
  await stage.authentik.settled();
  renameSync(stage.statePath, `${stage.statePath}.elsewhere`);
}, PATIENCE);

afterAll(() => stage.close());

/** The state in the place where it is when nobody names one. */
const unnamed = () => ({
  env: { AUTHENTIK_AWS_STATE: '', XDG_DATA_HOME: `${stage.folder}/home`, HOME: stage.folder },
});

const status = async (...flags: string[]) => {
  const { code, stdout } = await stage.run(['status', ...forAwsUsers, ...flags], unnamed());
  return { code, text: oneLine(stdout) };
};

const changed = async (path: string, fields: object, look: () => Promise<void>) => {
  const before = Object(await stage.call('GET', path));
  await stage.call('PATCH', path, fields);
  await look();
  const old = Object.fromEntries(Object.keys(fields).map((key) => [key, before[key]]));
  await stage.call('PATCH', path, old);
  await stage.authentik.settled();
};

describe('a status of a set-up that is not remembered here', () => {
  test('judges what is there, says so, and calls nothing not set up', async () => {
    const { code, text } = await status();
    expect(text).toContain('State ▲ a set-up is there, and nothing of it is remembered here');
    expect(text).toContain('Sync ✓ 1 user, 1 group in AWS');
    expect(text).not.toContain('not set up yet');
    expect(text).not.toContain('was not switched');
    expect(text).not.toContain('there is no provisioning');
    expect(code).toBe(0);
  });

  test.each([
    ['an ACS URL of somebody else', { acs_url: 'https://evil.example/acs' }, 'sends sign-ins to'],
    ['another audience', { audience: 'urn:amazon:webservices' }, 'is not as AWS needs it'],
    ['another binding', { sp_binding: 'redirect' }, 'is not as AWS needs it'],
  ])('finds %s broken', async (_what, fields, words) => {
    const { pk } = await providerOf(stage);
    await changed(`/providers/saml/${pk}/`, fields, async () => {
      const { code, text } = await status();
      expect(code).toBe(1);
      expect(text).toContain('SAML ✖');
      expect(text).toContain(words);
    });
  });

  test('finds users sent to somebody else broken', async () => {
    const [provider] = await stage.list('/providers/scim/');
    const evil = { url: 'https://evil.example/scim/v2' };
    await changed(`/providers/scim/${provider?.pk}/`, evil, async () => {
      const { code, text } = await status();
      expect(code).toBe(1);
      expect(text).toContain('users are sent to https://evil.example/scim/v2');
    });
  });

  test('goes by the state that setup wrote as soon as it is named', async () => {
    const { code, text } = await status('--state', `${stage.statePath}.elsewhere`);
    expect(code).toBe(0);
    expect(text).not.toContain('State ');
    expect(text).toContain('SAML ✓ in place');
  });
});

describe('a state file that was named', () => {
  const named = () => `${stage.folder}/named.json`;
  afterEach(() => writeFileSync(named(), '{'));

  test.each(['that is not there', 'that is damaged'])('%s is a problem', async () => {
    const { code, text } = await status('--state', named());
    expect(code).toBe(1);
    expect(text).toContain('State ✖');
  });

  test('so it is for doctor', async () => {
    const { code, troubles } = await examined(stage, [...forAwsUsers, '--state', named()]);
    expect(code).toBe(1);
    expect(troubles).toContain('state');
  });

  test('is one before any set-up, too, for whoever goes by the exit code', async () => {
    const bare = await openStage();
    const { code, stdout } = await bare.run(['status', '--state', `${bare.folder}/nope.json`]);
    expect(code).toBe(1);
    expect(oneLine(stdout)).toContain('nope.json, so nothing is remembered');
  });
});
