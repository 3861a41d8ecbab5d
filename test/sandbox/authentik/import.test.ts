import { describe, expect, it } from 'vitest';
import { many, one, type Server, samlBody, server } from './calls.js';
import { readAttachments } from './recording.js';

const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const entityId = 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278';

async function metadata(change: (xml: string) => string = (xml) => xml): Promise<string> {
  return change((await readAttachments()).get('aws-sp-metadata.xml') ?? '');
}

/** Sends the form of an import, with the flows that the release wants. */
async function send(on: Server, xml: string, flows: Record<string, string> = {}) {
  const body = await samlBody(on, 'imported');
  const form = new FormData();
  form.set('name', 'imported');
  form.set('authorization_flow', flows.authorization ?? String(body.authorization_flow));
  form.set('invalidation_flow', String(body.invalidation_flow));
  form.set('file', new Blob([xml]), 'metadata.xml');
  const response = await fetch(`${on.url}/api/v3/providers/saml/import_metadata/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${on.token}` },
    body: form,
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

async function imported(on: Server): Promise<Record<string, unknown>> {
  const [found] = many(await on.call('GET', '/providers/saml/?name=imported')).results;
  return one({ status: 200, body: found });
}

describe('an import of metadata', () => {
  it('makes the issuer the service provider until 2026.2, and the audience from 2026.5', async () => {
    for (const [release, status, expected] of [
      ['2025.6.0', 204, { issuer: entityId, audience: '' }],
      ['2026.5.0', 201, { issuer_override: '', audience: entityId }],
    ] as const) {
      const on = await server(release);
      expect((await send(on, await metadata())).status).toBe(status);
      expect(await imported(on)).toMatchObject(expected);
    }
  });

  it('takes the slug of the flow before 2023.8.2, and its key from then on', async () => {
    const slug = { authorization: 'default-provider-authorization-implicit-consent' };
    for (const [release, bySlug, byKey] of [
      ['2023.8.1', 204, 400],
      ['2023.8.2', 400, 204],
    ] as const) {
      const on = await server(release);
      expect((await send(on, await metadata(), slug)).status).toBe(bySlug);
      expect((await send(on, await metadata())).status).toBe(byKey);
    }
  });

  it('signs with some key only when the service provider wants signed assertions', async () => {
    for (const [wants, expected] of [
      ['true', expect.any(String)],
      ['false', null],
    ] as const) {
      const on = await server('2025.10.4');
      const xml = await metadata((text) =>
        text.replace('WantAssertionsSigned="true"', `WantAssertionsSigned="${wants}"`),
      );
      await send(on, xml);
      expect((await imported(on)).signing_kp).toEqual(expected);
    }
  });

  it('refuses a NameID format that it does not know, from 2025.8 on', async () => {
    const xml = await metadata((text) => text.replace(format, 'urn:example:format'));
    expect((await send(await server('2025.8.0'), xml)).status).toBe(400);
    expect((await send(await server('2025.6.0'), xml)).status).toBe(204);
  });

  it('stumbles over a binding that it does not know', async () => {
    const xml = await metadata((text) => text.replaceAll('HTTP-POST', 'HTTP-Artifact'));
    const answer = await send(await server('2026.2.2'), xml);
    expect(answer).toEqual({ status: 405, body: expect.stringContaining('<html>') });
  });
});
