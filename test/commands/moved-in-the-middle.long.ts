import { expect, test } from 'vitest';
import { providerOf } from '../procedure/answers.js';
import { deeds, everything, joinedTo } from './outside-deeds.js';
import { openStage, unattended } from './stage.js';

const wishes = ['--scim', '--group', 'aws-users'];

test.each(deeds)(
  'when somebody $what in the middle of a run, the next one finishes the rest, and nothing is twice',
  async (deed) => {
    let meddle: ((request: Request) => Promise<void>) | undefined;
    const intercept = async (request: Request) => {
      await meddle?.(request);
      return undefined;
    };
    const stage = await openStage({ authentik: { intercept } });
    const run = () => stage.run([...unattended, ...wishes]);
    const first = await run();
    expect(first.code, first.stderr).toBe(0);
    const whole = await everything(stage);
    const { pk } = await providerOf(stage);
    await stage.call('PATCH', `/providers/saml/${pk}/`, { audience: 'urn:wrong' });

    let done = false;
    // The first write of the run: it has seen and planned everything, and puts right the provider.
    meddle = async ({ method, url }) => {
      if (done || method !== 'PATCH' || !url.includes('/providers/saml/')) return;
      done = true;
      await deed.do(stage);
    };
    const { code, stderr } = await run();
    meddle = undefined;
    expect(done).toBe(true);
    expect([0, 1], stderr).toContain(code);
    expect(stderr).not.toContain('This is a bug');

    const again = await run();
    expect(again.code, again.stderr).toBe(0);
    expect(await everything(stage)).toEqual(whole);
    expect(await joinedTo(stage)).toEqual(['AWS', true]);
    const after = await stage.run(['plan', '--exit-code', ...wishes]);
    expect(after.code, after.stdout).toBe(0);
  },
);
