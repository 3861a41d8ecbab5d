import { describe, expect, test } from 'vitest';
import { accessPortalHandover } from '../../src/handover/access-portal.js';
import {
  scimEndpointHandover,
  scimTokenHandover,
} from '../../src/handover/automatic-provisioning.js';
import { identitySourceHandover } from '../../src/handover/identity-source.js';
import { identitySourceBackHandover } from '../../src/handover/identity-source-back.js';
import { nobody } from '../../src/handover/nobody.js';
import { provisioningOffHandover } from '../../src/handover/provisioning-off.js';
import { scimDeletionsHandover } from '../../src/handover/scim-deletions.js';
import { serviceProviderMetadataHandover } from '../../src/handover/service-provider-metadata.js';
import { signInHandover } from '../../src/handover/sign-in.js';
import type { Handover } from '../../src/handover/task.js';
import { procedure } from '../../src/procedure/index.js';
import { undoSteps } from '../../src/upkeep/undo/index.js';

const link = 'https://eu-central-1.console.aws.amazon.com/singlesignon/';
const read = (text: string) => text;

const notes = [{ level: 'warning', text: 'everyone' }] as const;

const switching = (wishes: { renewal?: boolean; consented?: boolean } = {}) =>
  identitySourceHandover({
    ...{ settingsLink: link, instanceId: 'ssoins-1', notes, read },
    files: [{ label: 'IdP SAML metadata', path: '/tmp/metadata.xml' }],
    ...{ renewal: false, consented: false, ...wishes },
  });

const back = (isCertain: boolean) =>
  identitySourceBackHandover({ settingsLink: link, instanceId: 'ssoins-1', isCertain, read });

const all: readonly Handover<unknown>[] = [
  serviceProviderMetadataHandover(link, read),
  switching(),
  switching({ renewal: true }),
  accessPortalHandover(link, 'https://d-1.awsapps.com/start', read),
  signInHandover('https://d-1.awsapps.com/start', link),
  signInHandover('https://d-1.awsapps.com/start', undefined),
  scimEndpointHandover(link, read),
  scimTokenHandover(link, false, async (text) => text),
  provisioningOffHandover(link, 'ssoins-1', read),
  back(true),
  back(false),
];

describe.each(all.map((handover) => [handover.what, handover] as const))(
  '%s',
  (_what, handover) => {
    test('belongs to a step, opens a page, and says what to do and how to bring the answer', () => {
      const steps = [...procedure({ withScim: true }), ...undoSteps].map(({ id }) => id);
      expect(steps).toContain(handover.step);
      expect(handover.link).toMatch(/^https:\/\//);
      expect(handover.instructions.length).toBeGreaterThan(0);
      expect(handover.bring.join('\n')).toContain(`--${handover.ask.input}`);
      expect(handover.ask.question).not.toBe('');
    });

    test('waits when nobody is there', async () => {
      expect(await nobody.handOver(handover)).toEqual({ kind: 'waiting' });
    });
  },
);

describe('the switch of the identity source', () => {
  const flag = '--accept-identity-source';

  test('needs a consent of its own, with what the preflight found', () => {
    expect(switching().consent).toEqual({ notes, type: 'switch' });
    expect(switching().bring.join()).toContain(flag);
  });

  test.each([{ consented: true }, { renewal: true }])('needs none for %o', (wishes) => {
    expect(switching(wishes).consent).toBeUndefined();
    expect(switching(wishes).bring.join()).not.toContain(flag);
  });
});

describe('the way back of the identity source', () => {
  const text = back(true).instructions.join('\n');

  test('names what is clicked, what is kept and lost, and the way in that is left', () => {
    expect(text).toContain('Actions → "Change identity source"');
    expect(text).toContain('Select "Identity Center directory" and choose "Next"');
    expect(text).toContain('type ACCEPT');
    expect(text).toContain('Kept are users, groups, memberships, assignments');
    expect(text).toContain('"Reset password"');
    expect(text).toContain('the root user of the account');
  });

  test('begins with a look where it is not known whether AWS was switched', () => {
    expect(back(false).instructions[0]).toContain('nothing has to be changed');
    expect(back(false).instructions.slice(1)).toEqual(back(true).instructions);
  });
});

test('provisioning is disabled after its tokens are deleted, as the console wants it', () => {
  const { instructions } = provisioningOffHandover(link, 'ssoins-1', read);
  const order = instructions.join('\n');
  expect(order.indexOf('type DELETE')).toBeGreaterThan(0);
  expect(order.indexOf('type DISABLE')).toBeGreaterThan(order.indexOf('type DELETE'));
});

test('the dialog with the first token is open already, so no page is opened for it', () => {
  const first = scimTokenHandover(link, true, async (text) => text);
  expect(first.link).toBeUndefined();
  expect(first.instructions[0]).toMatch(/^In the same dialog/);
});

describe('the question about the sign-in', () => {
  const { question, read: readYes } = signInHandover('https://d-1.awsapps.com/start', link).ask;

  test.each(['yes', ' Y ', 'YES'])('takes %j', (text) => {
    expect(() => readYes(text)).not.toThrow();
  });

  test.each(['no', 'yesterday'])('does not take %j for yes', (text) => {
    expect(() => readYes(text)).toThrow('is not yes');
  });

  test('leaves room for its answer at 60 columns', () => {
    expect(`? ${question} yes`.length).toBeLessThan(60);
  });
});

test.each([
  [3, '3'],
  [1, ' 1 '],
])('the deletion of %i is agreed to by the number', (count, text) => {
  const { ask, bring } = scimDeletionsHandover('bob', count);
  expect(() => ask.read(text)).not.toThrow();
  expect(() => ask.read('yes')).toThrow(`It would be ${count}, not "yes"`);
  expect(bring).toEqual(['--accept-scim-deletions: once you agree to that']);
});

describe('a file in the downloads folder', () => {
  const { expectFile } = serviceProviderMetadataHandover(link, read).ask;
  const metadata = '<md:SPSSODescriptor Location="https://x.signin.aws/platform/saml/acs/1"/>';

  test.each([
    ['AWS_SSO.XML', metadata, true],
    ['notes.txt', metadata, false],
    ['other.xml', '<IDPSSODescriptor/>', false],
    ['google.xml', '<SPSSODescriptor Location="https://example.com/acs"/>', false],
  ])('%s: taken for the metadata or not', (name, text, expected) => {
    expect(expectFile?.(name, text)).toBe(expected);
  });
});

test('who signs in is added in the console only where SCIM does not bring him', () => {
  const told = (usersLink?: string) =>
    signInHandover('https://d-1.awsapps.com/start', usersLink).instructions.join(' ');
  expect(told(link)).toContain(`To add one: ${link}`);
  expect(told()).not.toContain('To add one');
  expect(told()).toContain(
    "With SCIM the sync of authentik brings them, and AWS's console adds nobody",
  );
});
