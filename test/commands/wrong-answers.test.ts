import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import { oneLine } from './run-program.js';
import { type Stage, startStage } from './stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterEach(() => {
  expect(stage.writes(), 'nothing may be written for a wrong answer').toEqual([]);
});

afterAll(() => stage.close());

async function refusal(...flags: string[]): Promise<{ code: number; told: string }> {
  const { code, stderr } = await stage.run(['setup', '--no-input', ...flags]);
  expect(stderr).not.toContain('This is a bug');
  expect([1, 64]).toContain(code);
  return { code, told: oneLine(stderr) };
}

function metadataFile(name: string, text: string): string {
  const path = join(stage.folder, name);
  writeFileSync(path, text);
  return path;
}

const other = 'https://eu-central-1.signin.aws.amazon.com/platform/saml';

describe('instead of the ACS URL', () => {
  test.each([
    [
      'the SCIM endpoint',
      'https://scim.eu-central-1.amazonaws.com/1a2b3c4d5e6-aaee-ffff-dddd-111111111111/scim/v2',
      'SCIM endpoint',
    ],
    ['an issuer', `${other}/d-99672f8278`, 'issuer URL'],
    ['an access portal', 'https://d-99672f8278.awsapps.com/start', 'access portal'],
    ['no address', 'eu-central-1', 'is not an address that begins with https://'],
    ['plain http', `http://eu-central-1.signin.aws/platform/saml/acs/1a`, 'instead of https://'],
    ['half of one', `${other}/acs/`, 'Its end is missing: the tenant after /acs/'],
    ['a look-alike', 'https://eu-central-1.signin.aws.example.com/platform/saml/acs/1a', 'host'],
  ])('%s is named as what it is', async (_what, url, told) => {
    const refused = await refusal('--acs-url', url);
    expect(refused.told).toContain(told);
    expect(refused.told).toContain('Assertion Consumer Service (ACS) URL');
  });

  test('that of another Region is refused with both Regions', async () => {
    const url = 'https://us-east-1.signin.aws/platform/saml/acs/1a2b3c4d';
    const { told } = await refusal('--acs-url', url);
    expect(told).toContain('None of the ACS URLs is of eu-central-1');
    expect(told).toContain('They are of us-east-1.');
  });
});

describe('instead of the metadata file', () => {
  test('a folder', async () => {
    const path = join(stage.folder, 'folder');
    mkdirSync(path);
    const { code, told } = await refusal('--sp-metadata', path);
    expect(code).toBe(64);
    expect(told).toContain(`The metadata file ${path} cannot be read`);
  });

  test('a file that is not there', async () => {
    const { code, told } = await refusal('--sp-metadata', join(stage.folder, 'absent.xml'));
    expect(code).toBe(64);
    expect(told).toContain('absent.xml cannot be read');
  });

  test('a file that is far too large', async () => {
    const path = metadataFile('large.xml', ' '.repeat(1_000_001));
    expect((await refusal('--sp-metadata', path)).told).toContain('too large');
  });

  test.each([
    ['no XML', 'hello'],
    ['a document type', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ['other XML', '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>'],
  ])('%s', async (_what, text) => {
    const { told } = await refusal('--sp-metadata', metadataFile('wrong.xml', text));
    expect(told).toContain('not service provider metadata');
    expect(told).not.toContain('root:');
  });

  test('that of another instance is refused with both identity stores', async () => {
    const own = readFileSync(await stage.downloadMetadata(), 'utf8');
    stage.writes();
    const { identityStoreId } = stage.instance;
    const path = metadataFile('other.xml', own.replaceAll(identityStoreId, 'd-99672f8278'));
    const { told } = await refusal('--sp-metadata', path);
    expect(told).toContain('does not belong to this IAM Identity Center instance');
    expect(told).toContain('d-99672f8278');
    expect(told).toContain(identityStoreId);
  });
});

describe('of the other answers', () => {
  const acs = () => ['--acs-url', serviceProviderUrls(stage.instance).ipv4Acs];

  test('all that do not fit are told at once', async () => {
    const { code, told } = await refusal(
      ...['--acs-url', 'https://example.com', '--sp-metadata', 'absent.xml'],
      ...['--sp-issuer', `${other}/d-99672f8278`, '--portal-url', 'http://example.com'],
      ...[
        '--identity-source-done',
        'ssoins-ffffffffffffffff',
        '--scim-endpoint',
        'https://example.com',
      ],
    );
    expect(code).toBe(64);
    expect(told).toContain('6 answers cannot be used');
    for (const label of ['metadata:', 'ACS URL:', 'issuer:', 'portal URL:', 'source:', 'endpoint:'])
      expect(told).toContain(label);
  });

  test('an issuer of another instance is refused', async () => {
    const { told } = await refusal(...acs(), '--sp-issuer', `${other}/d-99672f8278`);
    expect(told).toContain('does not belong to this IAM Identity Center instance');
  });

  test('an access portal of another instance is refused', async () => {
    const { told } = await refusal(
      ...acs(),
      '--portal-url',
      'https://d-99672f8278.awsapps.com/start',
    );
    expect(told).toContain('does not belong to this IAM Identity Center instance');
    expect(told).toContain(`https://${stage.instance.identityStoreId}.awsapps.com/start`);
  });

  test('something else for the access portal is named as what it is', async () => {
    const { told } = await refusal(...acs(), '--portal-url', `${other}/d-99672f8278`);
    expect(told).toContain('This is not an AWS access portal');
    expect(told).toContain('issuer URL');
  });

  test('the word that the identity source of another instance was changed is refused', async () => {
    const done = ['--identity-source-done', 'ssoins-ffffffffffffffff'];
    const { code, told } = await refusal(...acs(), ...done);
    expect(code).toBe(64);
    expect(told).toContain(`Give ${stage.instance.instanceId}`);
  });

  test('an instance that does not exist is refused', async () => {
    const { told } = await refusal(
      '--instance-arn',
      'arn:aws:sso:::instance/ssoins-ffffffffffffffff',
    );
    expect(told).toContain('ssoins-ffffffffffffffff');
  });
});
