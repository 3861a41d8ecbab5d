import { expect, test } from 'vitest';
import { equipped, everythingAt, newDesk, newSandbox } from './desk.js';
import {
  bringAccessPortalUrl,
  bringProvisioning,
  bringServiceProviderMetadata,
  instanceOf,
  signInAsAlice,
  switchIdentitySource,
} from './handovers.js';
import { startInPty } from './pty.js';

test('with SCIM the first sync brings the people, and the token is kept nowhere', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...equipped(desk, sandbox), AUTHENTIK_AWS_SCIM: 'yes' };
  const pty = startInPty({ args: [], env, cwd: desk.folder });
  const at = { pty, desk, sandbox };
  await pty.waitFor('? Go ahead?');
  pty.answer('y');
  await bringServiceProviderMetadata(at);
  await switchIdentitySource(at);
  await bringAccessPortalUrl(at);
  const token = await bringProvisioning(at);
  await pty.waitFor('in AWS now:');
  const provisioned = instanceOf(sandbox)
    .directory.users.all()
    .map(({ userName }) => userName);
  expect(provisioned).toContain('alice@example.com');
  await signInAsAlice(at);
  await pty.waitFor('✓ Done. Everything is in place.');
  expect(await pty.ended()).toBe(0);

  expect(pty.raw()).not.toContain(token);
  expect(await everythingAt(desk)).not.toContain(token);
});

test('whether to set up SCIM is asked once, before the plan, and remembered', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = { ...equipped(desk, sandbox), AUTHENTIK_AWS_SCIM: '' };
  const first = startInPty({ args: [], env, cwd: desk.folder });
  await first.waitFor('? Set up SCIM as well?');
  first.answer('y');
  expect(await first.waitFor('? Go ahead?')).toContain('Enable automatic provisioning');
  first.answer('n');
  expect(await first.ended()).toBe(1);

  const second = startInPty({ args: [], env, cwd: desk.folder });
  const upToPlan = await second.waitFor('? Go ahead?');
  expect(upToPlan).toContain('Enable automatic provisioning');
  expect(upToPlan).not.toContain('Set up SCIM as well?');
});
