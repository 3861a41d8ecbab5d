import { describe, expect, test } from 'vitest';
import { connectRecorded } from './recorded-server.js';
import { recordedReleases, values } from './recording.js';

const application = 'PATCH /core/applications/probe-aws/';

describe.each(recordedReleases)('authentik %s, write', (release) => {
  test('generates a certificate without naming a kind of key', async () => {
    const { authentik, server } = await connectRecorded(release);
    const made = await authentik.certificates.generate({ name: 'AWS signing', validityDays: 1095 });
    expect(made).toMatchObject({ pk: values.cert, keyType: 'rsa', hasPrivateKey: true });
    expect(server.requests.at(-1)?.body).toEqual({
      common_name: 'AWS signing',
      subject_alt_name: '',
      validity_days: 1095,
    });
  });

  test('creates an application', async () => {
    const { authentik, server } = await connectRecorded(release);
    const made = await authentik.applications.create({
      name: 'AWS',
      slug: 'aws',
      providerPk: values.saml,
      launchUrl: 'https://d-99672f8278.awsapps.com/start',
    });
    expect(made).toMatchObject({ pk: values.app, slug: 'probe-aws', providerPk: values.saml });
    expect(server.requests.at(-1)?.body).toEqual({
      name: 'AWS',
      slug: 'aws',
      provider: values.saml,
      meta_launch_url: 'https://d-99672f8278.awsapps.com/start',
    });
  });

  test('changes of an application only what is named', async () => {
    const { authentik, server } = await connectRecorded(release);
    const launchUrl = 'https://company.awsapps.com/start';
    const changed = await authentik.applications.update('probe-aws', { launchUrl });
    expect(changed.launchUrl).toBe(launchUrl);
    expect(server.requests.at(-1)).toMatchObject({
      method: 'PATCH',
      body: { meta_launch_url: launchUrl },
    });
    await authentik.applications.update('probe-aws', { backchannelProviderPks: [3, 4] });
    expect(server.requests.at(-1)?.body).toEqual({ backchannel_providers: [3, 4] });
    await authentik.applications.update('probe-aws', { providerPk: 5 });
    expect(server.requests.at(-1)?.body).toEqual({ provider: 5 });
  });

  test('binds a group', async () => {
    const { authentik, server } = await connectRecorded(release);
    const made = await authentik.bindings.create({
      targetPk: values.app,
      groupPk: values.group,
      order: 0,
    });
    expect(made).toMatchObject({ group: { pk: values.group, name: 'aws-users' }, enabled: true });
    expect(made.user).toBeUndefined();
    expect(server.requests.at(-1)?.body).toEqual({
      target: values.app,
      group: values.group,
      order: 0,
    });
  });
});

test('an application with no launch URL has an empty one', async () => {
  const bare = {
    pk: values.app,
    name: 'AWS',
    slug: 'probe-aws',
    provider: null,
    meta_launch_url: '',
    backchannel_providers: [13],
    policy_engine_mode: 'all',
  };
  const { authentik } = await connectRecorded('2025.4.4', { [application]: { json: bare } });
  const changed = await authentik.applications.update('probe-aws', { launchUrl: '' });
  expect(changed).toMatchObject({
    launchUrl: '',
    providerPk: undefined,
    backchannelProviderPks: [13],
    policyEngineMode: 'all',
  });
});

test('a slug with characters of its own stays one part of the path', async () => {
  const { authentik, server } = await connectRecorded('2025.4.4');
  await expect(authentik.applications.bySlug('a/../b')).rejects.toMatchObject({ status: 404 });
  expect(server.requests.at(-1)?.path).toBe('/core/applications/a%2F..%2Fb/');
});

test('a binding that names a group without showing it is an error, not an open door', async () => {
  const row = {
    pk: 'x',
    group: values.group,
    group_obj: null,
    user: null,
    policy: null,
    order: 0,
    enabled: true,
    negate: false,
  };
  const { authentik } = await connectRecorded('2025.4.4', {
    'GET /policies/bindings/': { json: { pagination: { next: 0 }, results: [row] } },
  });
  await expect(authentik.bindings.of(values.app)).rejects.toThrow(/unknown form/);
});
