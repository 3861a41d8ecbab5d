import { expect, test } from 'vitest';
import { makeProvider } from '../procedure/answers.js';
import { openStage, stateOf } from './stage.js';
import { everythingIn, setUp, undoAll } from './undoing.js';

test('what was deleted by hand and made anew by somebody under the same name is his', async () => {
  const stage = await openStage();
  await setUp(stage);
  await stage.call('DELETE', '/core/applications/aws/');
  await stage.call('DELETE', '/providers/saml/1/');
  const provider = await makeProvider(stage, {});
  await stage.call('POST', '/core/applications/', {
    name: 'AWS',
    slug: 'aws',
    provider: provider.pk,
  });
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  const { applications, saml, scim } = await everythingIn(stage);
  expect([applications?.length, saml?.length, scim?.length]).toEqual([1, 1, 0]);
  expect(stateOf(stage)?.things).toEqual({});
});

test('an application that was renamed since is found, and goes', async () => {
  const stage = await openStage();
  await setUp(stage);
  await stage.call('PATCH', '/core/applications/aws/', { slug: 'amazon' });
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect((await everythingIn(stage)).applications).toEqual([]);
});
