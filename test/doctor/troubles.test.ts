import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressesOf } from '../../src/aws/addresses.js';
import type { Stage } from '../commands/stage.js';
import { stateOf } from '../commands/stage.js';
import { applicationOf, makeProvider, providerOf } from '../procedure/answers.js';
import { selfSigned } from '../procedure/key-pairs.js';
import { addAlice, examined, finishedStage, forAwsUsers } from './examined.js';

/** A busy machine takes its time for a whole set-up. */
const PATIENCE = 60_000;
let stage: Stage;
let answer: (xml: string) => string = (xml) => xml;

/** Lets a test rewrite the metadata that authentik gives. */
async function intercept(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (!pathname.endsWith('/metadata/') || request.headers.has('x-inner')) return undefined;
  const inner = await fetch(request.url, {
    headers: { authorization: request.headers.get('authorization') ?? '', 'x-inner': '1' },
  });
  const { metadata }: { metadata: string } = JSON.parse(await inner.text());
  return Response.json({ metadata: answer(metadata) });
}

beforeAll(async () => {
  stage = await finishedStage({ authentik: { intercept } });
}, PATIENCE);

afterAll(() => stage.close());

/** Brings something about, and gives back how to undo it. */
type Trouble = () => Promise<(() => unknown) | undefined>;

const patch = (path: string, body: object) => stage.call('PATCH', path, body);

/** Changes fields of the SAML provider. */
const provider =
  (fields: object): Trouble =>
  async () => {
    const { pk, ...before } = await providerOf(stage);
    await patch(`/providers/saml/${pk}/`, fields);
    const old = Object.fromEntries(Object.keys(fields).map((key) => [key, before[key]]));
    return () => patch(`/providers/saml/${pk}/`, old);
  };

/** Refuses IAM actions. */
const denied =
  (...actions: string[]): Trouble =>
  async () => {
    const { deniedActions } = stage.aws.world;
    for (const action of actions) deniedActions.add(action);
    return () => deniedActions.clear();
  };

/** Plays another caller. */
const caller =
  (arn: string): Trouble =>
  async () => {
    const { caller: who } = stage.aws.world;
    const before = who.arn;
    who.arn = arn;
    return () => {
      who.arn = before;
    };
  };

const rewritten =
  (rewrite: (xml: string) => string): Trouble =>
  async () => {
    answer = rewrite;
    return () => {
      answer = (xml) => xml;
    };
  };

const file =
  (name: string, content: () => string): Trouble =>
  async () => {
    const path = join(stage.folder, name);
    writeFileSync(path, content());
    return () => rmSync(path);
  };

const otherKey: Trouble = async () => {
  const day = 86_400_000;
  const [from, to] = [new Date(Date.now() - day), new Date(Date.now() + 900 * day)];
  const pair = await selfSigned({ kind: 'rsa', from, to });
  const made = await stage.call('POST', '/crypto/certificatekeypairs/', { name: 'other', ...pair });
  const { pk } = Object(made);
  const back = await provider({ signing_kp: pk, sign_assertion: true })();
  return async () => {
    await back?.();
    await stage.call('DELETE', `/crypto/certificatekeypairs/${pk}/`);
  };
};

const nobodyInTheGroup: Trouble = async () => {
  const [group] = await stage.list('/core/groups/?name=aws-users');
  const [alice] = await stage.list('/core/users/?username=alice');
  await stage.call('POST', `/core/groups/${group?.pk}/remove_user/`, { pk: alice?.pk });
  return () => stage.call('POST', `/core/groups/${group?.pk}/add_user/`, { pk: alice?.pk });
};

const anotherProvider: Trouble = async () => {
  const { arn, identityStoreId, region } = stage.instance;
  const { issuer: audience } = addressesOf({ instanceArn: arn, identityStoreId, region });
  const { pk } = await makeProvider(stage, { name: 'older set-up', audience });
  return () => stage.call('DELETE', `/providers/saml/${pk}/`);
};

const otherCase: Trouble = async () => {
  const { directory } = stage.instance;
  const [alice] = [...directory.users.all()];
  if (!alice) throw new Error('AWS has no alice');
  directory.updateUser(alice, { userName: 'Alice@example.com' }, 'console');
  return () => directory.updateUser(alice, { userName: 'alice@example.com' }, 'console');
};

const gone: Trouble = async () => {
  const { directory } = stage.instance;
  const [alice] = [...directory.users.all()];
  directory.removeUser(alice?.userId ?? '');
  return () => addAlice(stage);
};

const switchedBack: Trouble = async () => {
  const { world } = stage.aws;
  world.trail.record({
    ...{ eventVersion: '1.11', eventSource: 'sso-directory.amazonaws.com' },
    ...{ eventName: 'DisableExternalIdPConfigurationForDirectory', awsRegion: world.region },
    ...{ eventTime: new Date().toISOString(), eventID: 'switched-back' },
  });
  return undefined;
};

const otherState = () =>
  JSON.stringify({
    ...stateOf(stage),
    target: { authentik: 'https://old.example.com', instance: stage.instance.instanceId },
  });

const launchUrl: Trouble = async () => {
  const { slug, meta_launch_url } = await applicationOf(stage);
  await patch(`/core/applications/${slug}/`, { meta_launch_url: 'https://www.example.com' });
  return () => patch(`/core/applications/${slug}/`, { meta_launch_url });
};

const role = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice';

test('a finished set-up has nothing to complain of', async () => {
  const { code, troubles, report } = await examined(stage, forAwsUsers);
  expect([code, troubles]).toEqual([0, []]);
  expect(report.checks.filter(({ result }) => result === 'not known').map(({ id }) => id)).toEqual([
    'sign-ins',
  ]);
});

test.each<[string, Trouble, string[], number]>([
  ['a wrong audience', provider({ audience: 'urn:amazon:webservices' }), ['saml-provider'], 1],
  ['another binding', provider({ sp_binding: 'redirect' }), ['saml-provider'], 1],
  ['another signing key', otherKey, ['saml-provider'], 1],
  ['another launch URL', launchUrl, ['start-url?'], 0],
  [
    'another address in the metadata',
    rewritten((xml) => xml.replaceAll(stage.authentik.url, 'https://sso.example.com')),
    ['metadata', 'metadata-in-aws', 'metadata-address'],
    1,
  ],
  ['a group with nobody in it', nobodyInTheGroup, ['somebody', 'name-ids?'], 1],
  ['a user name in other case', otherCase, ['somebody', 'name-ids?'], 1],
  ['nobody in AWS', gone, ['somebody', 'name-ids?'], 1],
  ['another provider for the instance', anotherProvider, ['other-set-ups?'], 0],
  ['another state for the instance', file('other.json', otherState), ['other-set-ups?'], 0],
  ['a state of something else', file('other.json', () => '{"format":"x"}'), [], 0],
  ['refused reading', denied('identitystore:ListGroups'), ['aws-reads'], 1],
  ['refused look-ups', denied('cloudtrail:LookupEvents'), ['aws-context?'], 0],
  ['an unknown organization', denied('organizations:DescribeOrganization'), ['aws-context?'], 0],
  ['refused console steps', denied('sso-directory:CreateBearerToken'), ['console-rights?'], 0],
  ['refused assignments', denied('sso:CreateAccountAssignment'), ['writing-rights?'], 0],
  ['a refused simulator', denied('iam:SimulatePrincipalPolicy'), [], 0],
  ['a role of Identity Center', caller(role), ['way-in?'], 0],
  [
    'a run that works on it',
    file('state.json.lock', () =>
      JSON.stringify({ pid: process.pid, host: 'here', since: 'now', command: 'setup' }),
    ),
    ['state?'],
    0,
  ],
])('%s is found by the right check', async (_what, bringAbout, expected, code) => {
  const undo = await bringAbout();
  try {
    const seen = await examined(stage, forAwsUsers);
    expect([seen.troubles, seen.code]).toEqual([expected, code]);
    for (const name of expected) {
      const { text, remedy } = seen.check(name.replace('?', ''));
      expect(text).not.toBe('');
      expect(remedy.length).toBeGreaterThan(0);
    }
  } finally {
    await undo?.();
  }
});

test('a wrong audience is told with what it should be', async () => {
  const undo = await provider({ audience: 'urn:amazon:webservices' })();
  const { details, remedy } = (await examined(stage, forAwsUsers)).check('saml-provider');
  await undo?.();
  expect(details.join()).toMatch(
    /^audience: urn:amazon:webservices, needed: https:\/\/eu-central-1/,
  );
  expect(remedy).toEqual(['authentik-aws setup']);
});

test('every refused action is named', async () => {
  const undo = await denied('identitystore:ListGroups', 'identitystore:GetUserId')();
  const seen = await examined(stage, forAwsUsers);
  await undo?.();
  expect(seen.check('aws-reads').details.toSorted()).toEqual([
    'identitystore:GetUserId',
    'identitystore:ListGroups',
  ]);
  expect(seen.check('set-up').waitsFor).toEqual(['aws-reads']);
});

test('an identity source that was switched back is found last', async () => {
  await switchedBack();
  const { troubles, code } = await examined(stage, forAwsUsers);
  expect([troubles, code]).toEqual([['identity-source'], 1]);
});
