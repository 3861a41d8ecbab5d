import { describe, expect, test } from 'vitest';
import { answers, applicationOf, finish, makeProvider, providerOf } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import { outsideLines, readPlan } from './seen-plan.js';
import { openStage, type Stage } from './stage.js';

const accept = '--accept-adopted-changes';
const setUp = (stage: Stage, ...flags: string[]) =>
  stage.run(['setup', '--no-input', '--yes', ...answers(stage), ...flags]);

describe('what somebody else made', () => {
  test('is asked about again when its owner changed it back', async () => {
    const stage = await openStage();
    await stage.call('POST', '/core/applications/', { name: 'Amazon', slug: 'aws' });
    await finish(stage, accept);
    await stage.call('PATCH', '/core/applications/aws/', {
      meta_launch_url: 'https://example.com',
    });
    stage.writes();
    const { code, stderr } = await setUp(stage);
    expect(code).toBe(3);
    expect(oneLine(stderr)).toMatch(/application "aws" \(launch URL https:\/\/example.com → /);
    expect(stage.writes()).toEqual([]);
  });

  test('keeps the name that its owner gives it, and a changed slug is asked about', async () => {
    const stage = await openStage();
    await stage.call('POST', '/core/applications/', { name: 'Amazon', slug: 'aws' });
    await finish(stage, accept);
    await stage.call('PATCH', '/core/applications/aws/', { name: 'Our AWS' });
    const named = readPlan((await stage.run(['plan', '--json', '--exit-code'])).stdout);
    expect(named.totals).toMatchObject({ update: 0 });
    expect(outsideLines(named)).toEqual([
      { head: 'application "aws" changed', fields: ['name: Amazon → Our AWS'] },
    ]);
    await stage.call('PATCH', '/core/applications/aws/', { slug: 'ours' });
    stage.writes();
    expect((await setUp(stage)).code).toBe(3);
    expect(stage.writes()).toEqual([]);
    await finish(stage, '--application', 'ours');
    expect(await stage.list('/core/applications/?superuser_full_list=true')).toHaveLength(1);
  });

  test('stands where ours was made: another provider of the name is not ours', async () => {
    const stage = await openStage();
    await finish(stage);
    const { pk, signing_kp } = await providerOf(stage);
    await stage.call('DELETE', `/providers/saml/${pk}/`);
    await makeProvider(stage, { signing_kp, sign_assertion: true });
    stage.writes();
    const { code, stderr } = await setUp(stage);
    expect(code).toBe(3);
    expect(oneLine(stderr)).toMatch(/SAML provider "AWS IAM Identity Center" \(ACS URL /);
    expect(stage.writes()).toEqual([]);
  });

  test('that turns up in the middle of a run is left alone, and the run says what it takes', async () => {
    let made = false;
    const intercept = async (request: Request) => {
      // Just before the provider is made, somebody makes an application of the wished slug.
      if (made || request.method !== 'POST' || !request.url.includes('/providers/saml/')) {
        return undefined;
      }
      made = true;
      await stage.call('POST', '/core/applications/', { name: 'Amazon', slug: 'aws' });
      return undefined;
    };
    const stage: Stage = await openStage({ authentik: { intercept } });
    const { code, stderr } = await setUp(stage);
    expect(made).toBe(true);
    expect(code, stderr).toBe(3);
    expect(oneLine(stderr)).toContain('waiting for: consent to change what somebody else made');
    expect(await applicationOf(stage)).toMatchObject({ name: 'Amazon', provider: null });
    expect((await setUp(stage, accept)).code).toBe(0);
    expect(await stage.list('/core/applications/?superuser_full_list=true')).toHaveLength(1);
  });
});
