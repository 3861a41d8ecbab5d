import { expect, test } from 'vitest';
import { startLosingProxy } from './losing-proxy.js';
import { openStage, unattended } from './stage.js';
import { cutOffAfter, interruptDuring, moments } from './undo-cuts.js';
import { everythingIn } from './undoing.js';

test.each(moments)('Ctrl-C during %s lets it finish; the next run goes on', interruptDuring);

test.each(moments)('cut off after %s, before it was saved: the next run goes on', cutOffAfter);

/** The creating requests of a whole set-up, whose answers get lost. */
test.each([
  'POST /api/v3/crypto/certificatekeypairs/generate/',
  'POST /api/v3/providers/saml/',
  'POST /api/v3/core/applications/',
  'POST /api/v3/policies/bindings/',
  'POST /api/v3/propertymappings/provider/scim/',
  'POST /api/v3/providers/scim/',
])('what %s made before setup was cut off is known, and goes', async (moment) => {
  const stage = await openStage();
  const atFirst = await everythingIn(stage);
  const proxy = await startLosingProxy(stage.authentik.url);
  proxy.decide = ({ method, path }) => (`${method} ${path}` === moment ? 'lost' : 'passed on');
  const env = { AUTHENTIK_URL: proxy.url };
  const cut = await stage.run([...unattended, '--scim', ...['--group', 'aws-users']], { env });
  expect(cut.code).toBe(1);
  expect(await everythingIn(stage)).not.toEqual(atFirst);
  const { code, stderr } = await stage.run(['undo', '--console', 'sandbox', '--confirm', 'aws'], {
    env,
  });
  expect(code, stderr).toBe(0);
  expect(await everythingIn(stage)).toEqual(atFirst);
});
