import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ExpectedError } from '../../src/basics/errors.js';
import { authorities } from '../../src/doctor/machine/authorities.js';
import { clocks } from '../../src/doctor/machine/clocks.js';
import { inputs } from '../../src/doctor/machine/inputs.js';
import { node } from '../../src/doctor/machine/node.js';
import { proxy } from '../../src/doctor/machine/proxy.js';
import { state } from '../../src/doctor/machine/state.js';
import { temporaryFolder } from '../commands/run-program.js';
import { authentikWith, awsWith, contextWith, instanceWith, machineWith } from './context-with.js';

const on = (env: Readonly<Record<string, string>>) => contextWith({ machine: machineWith(env) });

describe('node', () => {
  test.each([
    ['v20.17.0', 'ok'],
    ['v22.1.0', 'ok'],
    ['v20.16.9', 'problem'],
    ['v18.20.0', 'problem'],
  ])('%s', async (version, result) => {
    const context = contextWith({ machine: machineWith({}, version) });
    expect(await node.run(context)).toMatchObject({ result });
  });
});

test('missing inputs are named with their flags', async () => {
  expect((await inputs.run(contextWith())).result).toBe('ok');
  const line = '--region <region> or AWS_REGION: Region';
  const missing = [{ of: 'AWS', line }] as const;
  const finding = await inputs.run(contextWith({ missing }));
  expect(finding).toMatchObject({ result: 'problem', text: '1 input is missing' });
  expect(finding.remedy?.[0]).toBe(line);
});

describe('proxy', () => {
  test('without variables there is nothing to say', async () => {
    expect(await proxy.run(on({ HTTPS_PROXY: '' }))).toMatchObject({ result: 'ok' });
  });

  test('is told by the names of the variables, never by what they hold', async () => {
    const env = { https_proxy: 'http://me:secret@proxy.example.com:3128', NO_PROXY: 'localhost' };
    const { result, text } = await proxy.run(on(env));
    expect(result).toBe('problem');
    expect(text).toBe(
      'https_proxy will be used for authentik and the SCIM endpoint, but for the hosts in NO_PROXY; the AWS SDK goes to AWS directly, whatever it says',
    );
  });
});

describe('authorities', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

  function fileOf(text: string): string {
    const { path, remove } = temporaryFolder();
    onTestFinished(remove);
    writeFileSync(join(path, 'authority.pem'), text);
    return join(path, 'authority.pem');
  }

  test('a file with certificates is counted', async () => {
    const finding = await authorities.run(on({ NODE_EXTRA_CA_CERTS: fileOf(pem + pem) }));
    expect(finding).toMatchObject({ result: 'ok' });
    expect(finding.text).toContain('adds 2 certificates');
  });

  test('one that is not there, or holds none, is a problem: Node only ignores it', async () => {
    for (const path of [fileOf('nothing'), '/no/such/file.pem']) {
      const finding = await authorities.run(on({ NODE_EXTRA_CA_CERTS: path }));
      expect(finding.result).toBe('problem');
    }
  });

  test('verification that is off is one as well', async () => {
    const finding = await authorities.run(on({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }));
    expect(finding.text).toContain('turns off the verification');
  });

  test('the bundle of the AWS CLI is of no use here', async () => {
    const finding = await authorities.run(on({ AWS_CA_BUNDLE: '/bundle.pem' }));
    expect(finding).toMatchObject({ result: 'problem', level: 'advice' });
    expect(await authorities.run(on({}))).toMatchObject({ result: 'ok' });
  });
});

describe('state', () => {
  const found = {
    ...{ exists: false, namedBy: undefined },
    ...{ remarks: [], lockedBy: undefined, sharedWith: [] },
  };
  const authentik = () => Promise.reject(new ExpectedError({ what: 'it is not reached' }));
  const at = (path: string, more = {}) =>
    contextWith({
      ...{ authentik, instance: instanceWith({}) },
      state: async () => ({ ...found, path, ...more }),
    });

  test('a folder that can still be made is fine', async () => {
    const { path, remove } = temporaryFolder();
    onTestFinished(remove);
    const finding = await state.run(at(join(path, 'new', 'deep', 'state.json')));
    expect(finding).toMatchObject({ result: 'ok' });
  });

  test.skipIf(process.getuid?.() === 0)('one that cannot be written to is not', async () => {
    const { path, remove } = temporaryFolder();
    const closed = join(path, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    onTestFinished(() => {
      chmodSync(closed, 0o700);
      remove();
    });
    const finding = await state.run(at(join(closed, 'state.json')));
    expect(finding.text).toBe(`${closed} cannot be written to`);
  });

  test('remarks, locks and files of other set-ups are told', async () => {
    const { path, remove } = temporaryFolder();
    onTestFinished(remove);
    const file = join(path, 'state.json');
    const remark = await state.run(at(file, { remarks: ['it is not usable'] }));
    expect(remark).toMatchObject({ result: 'problem', level: 'advice', text: 'it is not usable' });
    const locked = await state.run(at(file, { lockedBy: '`authentik-aws setup`' }));
    expect(locked.text).toBe('another run works on this set-up: `authentik-aws setup`');
    const trouble = new ExpectedError({ what: 'it is of another set-up', next: 'Take another.' });
    const foreign = contextWith({
      instance: instanceWith({}),
      state: () => Promise.reject(trouble),
    });
    expect(await state.run(foreign)).toEqual({
      ...{ result: 'problem', text: 'it is of another set-up', remedy: ['Take another.'] },
    });
  });
});

describe('clocks', () => {
  const away = () => Promise.reject(new ExpectedError({ what: 'not there' }));
  const authentik = (clockSkewSeconds: number | undefined) => authentikWith({ clockSkewSeconds });
  const aws = (seconds: number | undefined) =>
    awsWith({
      caller: async () => ({ accountId: '', arn: '' }),
      clockSkewSeconds: () => seconds,
    });
  const look = (one: number | undefined, other: number | undefined) =>
    clocks.run(contextWith({ authentik: authentik(one), aws: aws(other) }));

  test.each([
    [0, 0, 'ok', 'the clock is within 1 s of authentik and AWS'],
    [-12, 30, 'ok', 'the clock is within 30 s of authentik and AWS'],
    [-31, 0, 'problem', "authentik's clock is behind this machine's by 31 s"],
    [200, 300, 'problem', "AWS's clock is ahead of this machine's by 300 s"],
    [
      200,
      -100,
      'problem',
      "authentik's clock is ahead of AWS's by 300 s, so AWS refuses what it signs",
    ],
  ])('%d s and %d s', async (one, other, result, text) => {
    expect(await look(one, other)).toMatchObject({ result, text });
  });

  test('what is noticeable is advice, what AWS refuses is not', async () => {
    expect((await look(60, 60)).level).toBe('advice');
    expect((await look(300, 300)).level).toBe('required');
  });

  test('one that cannot be reached leaves the other', async () => {
    const context = contextWith({ authentik: away, aws: aws(2) });
    expect((await clocks.run(context)).text).toBe('the clock is within 2 s of AWS');
    const none = contextWith({ authentik: away, aws: away });
    expect((await clocks.run(none)).result).toBe('not known');
  });
});
