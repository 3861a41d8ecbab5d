import { describe, expect, it } from 'vitest';
import { readIdentityProviderMetadata } from '../../../../src/sandbox/aws/service-provider/identity-provider-metadata.js';
import { recordedIdentityProvider } from '../identity-provider.js';
import { startSandbox, stoppedClock, type TestSandbox } from '../sandbox.js';

/** A pretended AWS whose identity source is an identity provider. */
async function startExternal(options = {}): Promise<TestSandbox> {
  const aws = await startSandbox(options);
  const { identityProviderMetadata } = recordedIdentityProvider();
  const identityProvider = readIdentityProviderMetadata(identityProviderMetadata);
  aws.instance.identitySource = { type: 'external', identityProvider };
  return aws;
}

async function read(aws: TestSandbox, path: string): Promise<string> {
  return (await fetch(`${aws.console}${path}`)).text();
}

async function post(aws: TestSandbox, path: string, fields: Record<string, string> = {}) {
  const body = new URLSearchParams(fields);
  const response = await fetch(`${aws.console}${path}`, { method: 'POST', body });
  return { status: response.status, url: response.url, text: await response.text() };
}

const enable = (aws: TestSandbox) => post(aws, '/settings/provisioning/enable');
const generate = (aws: TestSandbox) => post(aws, '/settings/provisioning/tokens');
const tokenIds = ({ instance }: TestSandbox) =>
  instance.provisioning?.tokens.map(({ tokenId }) => tokenId) ?? [];

function writes({ world }: TestSandbox): string[] {
  const events = world.trail.all().filter(({ head }) => !head.readOnly);
  return events.map(({ head }) => `${head.eventSource} ${head.eventName}`);
}

describe('the information box "Automatic provisioning"', () => {
  it('is there while the identity source is external and provisioning is off', async () => {
    const aws = await startExternal();
    expect(await read(aws, '/settings')).toContain('<h2>Automatic provisioning</h2>');
    expect(await read(aws, '/settings')).toContain('<dd>Manual</dd>');
    expect(await read(aws, '/settings')).not.toContain('Manage provisioning');
    await enable(aws);
    expect(await read(aws, '/settings')).not.toContain('<h2>Automatic provisioning</h2>');
    expect(await read(aws, '/settings')).toContain('<dd>SCIM</dd>');
    expect(await read(aws, '/settings')).toContain('Manage provisioning');
  });

  it('is not there while the directory is the identity source', async () => {
    const aws = await startSandbox();
    expect(await read(aws, '/settings')).not.toContain('Automatic provisioning');
    expect((await enable(aws)).status).toBe(404);
    expect(aws.instance.provisioning).toBeUndefined();
  });
});

describe('"Enable"', () => {
  it('shows endpoint and token, this once', async () => {
    const aws = await startExternal();
    const { text } = await enable(aws);
    const { tenantId = '', tokens = [] } = aws.instance.provisioning ?? {};
    expect(text).toContain('<h1>Inbound automatic provisioning</h1>');
    expect(text).toContain(`<dd>${aws.endpoint}/${tenantId}/scim/v2</dd>`);
    expect(text).toContain(`<dd>${tokens[0]?.value}</dd>`);
    expect(await read(aws, '/settings/provisioning')).toContain(tenantId);
    expect(await read(aws, '/settings/provisioning')).not.toContain(tokens[0]?.value);
    expect(writes(aws)).toEqual([
      'sso-directory.amazonaws.com CreateProvisioningTenant',
      'sso-directory.amazonaws.com CreateBearerToken',
    ]);
  });

  it('leads to what is there when it is pressed again', async () => {
    const aws = await startExternal();
    await enable(aws);
    const before = aws.instance.provisioning;
    const { url, text } = await enable(aws);
    expect(url).toBe(`${aws.console}/settings/provisioning`);
    expect(text).not.toContain('Show token');
    expect(aws.instance.provisioning).toBe(before);
    expect(before?.tokens).toHaveLength(1);
  });

  it('is over when the directory is the identity source again', async () => {
    const aws = await startExternal();
    await enable(aws);
    const review = await post(aws, '/settings/identity-source/change', { source: 'directory' });
    const body = new URLSearchParams({ confirmation: 'ACCEPT' });
    await fetch(review.url, { method: 'POST', body });
    expect(aws.instance.provisioning).toBeUndefined();
    expect(await read(aws, '/settings')).toContain('<dd>Direct</dd>');
  });
});

describe('"Manage provisioning"', () => {
  it('shows each token with its dates, never the token itself', async () => {
    const aws = await startExternal(stoppedClock());
    await enable(aws);
    const page = await read(aws, '/settings/provisioning');
    expect(page).toContain('<th>Token ID</th><th>Created</th><th>Expires</th>');
    expect(page).toContain(tokenIds(aws)[0]);
    expect(page).toContain('<td>2026-11-23T12:00:00.000Z</td><td>2027-11-23T12:00:00.000Z</td>');
  });

  it('generates a second token, and refuses a third one', async () => {
    const aws = await startExternal();
    await enable(aws);
    const second = await generate(aws);
    expect(second.text).toContain('<h1>Generate new access token</h1>');
    expect(second.text).toContain(aws.instance.provisioning?.tokens[1]?.value);
    const third = await generate(aws);
    expect(third.status).toBe(400);
    expect(third.text).toContain('There are 2 access tokens already.');
    expect(tokenIds(aws)).toHaveLength(2);
    expect(writes(aws).filter((each) => each.endsWith('CreateBearerToken'))).toHaveLength(2);
  });

  it('deletes a token after DELETE was typed', async () => {
    const aws = await startExternal();
    await enable(aws);
    await generate(aws);
    const [first = '', second] = tokenIds(aws);
    const { url } = await post(aws, '/settings/provisioning/tokens/choose', { token: first });
    const path = url.slice(aws.console.length);
    const refused = await post(aws, path, { confirmation: 'delete' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Type DELETE to confirm.');
    expect(tokenIds(aws)).toEqual([first, second]);
    const done = await post(aws, path, { confirmation: 'DELETE' });
    expect(done.text).toContain('You successfully deleted the access token.');
    expect(tokenIds(aws)).toEqual([second]);
    expect(writes(aws).at(-1)).toBe('sso-directory.amazonaws.com DeleteBearerToken');
    expect((await post(aws, path, { confirmation: 'DELETE' })).status).toBe(404);
  });

  it('wants a token to be chosen', async () => {
    const aws = await startExternal();
    await enable(aws);
    const { status, text } = await post(aws, '/settings/provisioning/tokens/choose');
    expect(status).toBe(400);
    expect(text).toContain('Choose an access token.');
  });

  it('is not there while provisioning is off', async () => {
    const aws = await startExternal();
    for (const path of ['', '/disable', '/tokens/1/delete']) {
      expect((await fetch(`${aws.console}/settings/provisioning${path}`)).status).toBe(404);
    }
    expect((await generate(aws)).status).toBe(404);
  });
});

describe('"Disable"', () => {
  const path = '/settings/provisioning/disable';

  it('wants all tokens deleted first, then DISABLE', async () => {
    const aws = await startExternal();
    await enable(aws);
    const early = await post(aws, path, { confirmation: 'DISABLE' });
    expect(early.status).toBe(400);
    expect(early.text).toContain('Delete all access tokens before');
    aws.instance.provisioning?.deleteToken(tokenIds(aws)[0] ?? '');
    const unsaid = await post(aws, path, { confirmation: 'yes' });
    expect(unsaid.status).toBe(400);
    expect(unsaid.text).toContain('Type DISABLE to confirm.');
    expect(aws.instance.provisioning).toBeDefined();
    const done = await post(aws, path, { confirmation: 'DISABLE' });
    expect(done.text).toContain('You successfully disabled automatic provisioning.');
    expect(aws.instance.provisioning).toBeUndefined();
    expect(writes(aws).at(-1)).toBe('sso-directory.amazonaws.com DeleteProvisioningTenant');
  });

  it('keeps the users; enabling again makes another tenant', async () => {
    const aws = await startExternal();
    await enable(aws);
    const first = aws.instance.provisioning?.tenantId;
    aws.instance.directory.addUser({
      userName: 'alice@example.com',
      displayName: 'Alice Example',
      name: { givenName: 'Alice', familyName: 'Example' },
      createdBy: 'SCIM',
    });
    aws.instance.provisioning?.deleteToken(tokenIds(aws)[0] ?? '');
    await post(aws, path, { confirmation: 'DISABLE' });
    expect(aws.instance.directory.users.all()).toHaveLength(2);
    await enable(aws);
    expect(aws.instance.provisioning?.tenantId).not.toBe(first);
  });
});

describe('the page "Users"', () => {
  it('says who made a user', async () => {
    const aws = await startExternal();
    aws.instance.directory.addUser({
      userName: 'alice@example.com',
      displayName: 'Alice Example',
      name: { givenName: 'Alice', familyName: 'Example' },
      createdBy: 'SCIM',
    });
    const page = await read(aws, '/users');
    expect(page).toContain('<th>Created by</th>');
    expect(page.match(/<td>(SCIM|Manual)<\/td>/g)).toEqual(['<td>Manual</td>', '<td>SCIM</td>']);
  });

  it('adds nobody while provisioning is on', async () => {
    const aws = await startExternal();
    expect(await read(aws, '/users')).toContain('Add user');
    await enable(aws);
    expect(await read(aws, '/users')).not.toContain('Add user');
    expect((await fetch(`${aws.console}/users/add`)).status).toBe(404);
    expect((await post(aws, '/users/add', { userName: 'x' })).status).toBe(404);
    expect(aws.instance.directory.users.all()).toHaveLength(1);
  });
});
