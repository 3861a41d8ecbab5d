import { describe, expect, it } from 'vitest';
import { recordedIdentityProvider } from '../identity-provider.js';
import { startSandbox, type TestSandbox } from '../sandbox.js';

const { identityProviderMetadata, signingCertificate } = recordedIdentityProvider();

/** Posts the fields of the form "Configure external identity provider". */
async function configure(aws: TestSandbox, fields: Record<string, string | File>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch(`${aws.console}/settings/identity-source/external`, { method: 'POST', body });
}

async function confirm(review: Response, confirmation: string) {
  const body = new URLSearchParams({ confirmation });
  return fetch(review.url, { method: 'POST', body });
}

function file(text: string): File {
  return new File([text], 'upload.xml');
}

function eventNames({ world }: TestSandbox): string[] {
  const events = world.trail.all().filter(({ head }) => !head.readOnly);
  return events.map(({ head }) => head.eventName);
}

it('changes nothing before the change is confirmed', async () => {
  const aws = await startSandbox();
  const review = await configure(aws, { metadata: file(identityProviderMetadata) });
  expect(review.url).toContain('/review/');
  const refused = await confirm(review, 'accept');
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('Type ACCEPT to confirm.');
  expect(aws.instance.identitySource.type).toBe('directory');
  expect(eventNames(aws)).toEqual([]);
});

it('trusts the uploaded identity provider after ACCEPT', async () => {
  const aws = await startSandbox();
  const review = await configure(aws, { metadata: file(identityProviderMetadata) });
  const settings = await confirm(review, 'ACCEPT');
  expect(await settings.text()).toContain('You successfully changed the identity source.');
  expect(aws.instance.identitySource).toMatchObject({
    type: 'external',
    identityProvider: { certificates: [signingCertificate] },
  });
  expect(eventNames(aws)).toEqual([
    'CreateExternalIdPConfigurationForDirectory',
    'EnableExternalIdPConfigurationForDirectory',
  ]);
});

it('confirms an upload once only', async () => {
  const aws = await startSandbox();
  const review = await configure(aws, { metadata: file(identityProviderMetadata) });
  await confirm(review, 'ACCEPT');
  expect((await confirm(review, 'ACCEPT')).status).toBe(404);
  expect((await fetch(review.url)).status).toBe(404);
});

it('goes back to the Identity Center directory, users kept', async () => {
  const aws = await startSandbox();
  await confirm(await configure(aws, { metadata: file(identityProviderMetadata) }), 'ACCEPT');
  const review = await fetch(`${aws.console}/settings/identity-source/change`, {
    method: 'POST',
    body: new URLSearchParams({ source: 'directory' }),
  });
  await confirm(review, 'ACCEPT');
  expect(aws.instance.identitySource).toEqual({ type: 'directory' });
  expect(aws.instance.directory.users.all()).toHaveLength(1);
  expect(eventNames(aws)).toContain('DisableExternalIdPConfigurationForDirectory');
});

describe('what is filled in by hand', () => {
  const url = 'https://authentik.company/application/saml/aws/sso/binding/post/';
  const manual = { signInUrl: url, issuerUrl: 'https://authentik.company/aws' };

  it('takes sign-in URL, issuer URL and certificate', async () => {
    const aws = await startSandbox();
    const review = await configure(aws, { ...manual, certificate: file(signingCertificate) });
    await confirm(review, 'ACCEPT');
    expect(aws.instance.identitySource).toMatchObject({
      identityProvider: { entityId: manual.issuerUrl, ssoPostUrl: url },
    });
  });

  it.each([
    ['nothing at all', {}, 'Choose the IdP SAML metadata file, or give'],
    ['no certificate', manual, 'Choose the IdP SAML metadata file, or give'],
    ['a key', { ...manual, certificate: file('-----BEGIN') }, 'is not an X.509 certificate'],
    ['a long one', { ...manual, certificate: file('x'.repeat(2501)) }, 'more than 2500 characters'],
  ])('refuses %s', async (_, fields, text) => {
    const aws = await startSandbox();
    const answer = await configure(aws, fields);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(text);
  });
});

it('shows the dual-stack addresses on their tab', async () => {
  const aws = await startSandbox();
  const read = async (query: string) => {
    const page = await fetch(`${aws.console}/settings/identity-source/external${query}`);
    return page.text();
  };
  const tenant = aws.instance.serviceProviderTenantId;
  expect(await read('')).toContain(
    `https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/${tenant}`,
  );
  expect(await read('?tab=dual-stack')).toContain(
    `https://eu-central-1.sso.signin.aws/platform/saml/acs/${tenant}`,
  );
});

it('has no page for new metadata while the directory is the identity source', async () => {
  const aws = await startSandbox();
  expect((await fetch(`${aws.console}/settings/authentication/idp-metadata`)).status).toBe(404);
});
