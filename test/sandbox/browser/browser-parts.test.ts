import { describe, expect, it } from 'vitest';
import { Browser } from '../../../src/sandbox/browser/browser.js';
import { CookieJar } from '../../../src/sandbox/browser/cookie-jar.js';
import { isAwsHost, originFor } from '../../../src/sandbox/browser/hosts.js';
import { readHtml } from '../../../src/sandbox/browser/html-page.js';
import { serve } from './servers.js';

describe('the cookie jar', () => {
  it('keeps cookies by host, replaces them, and forgets expired ones', () => {
    const jar = new CookieJar();
    jar.keep('a', ['session=1; Path=/; HttpOnly', 'theme=dark=er', 'broken']);
    jar.keep('b', ['session=other']);
    jar.keep('a', ['session=2; Max-Age=3600', 'theme=; expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    expect(jar.header('a')).toBe('session=2');
    expect(jar.value('b', 'session')).toBe('other');
    expect(jar.header('c')).toBeUndefined();
    jar.keep('a', ['session=2; Max-Age=0']);
    expect(jar.header('a')).toBeUndefined();
  });
});

describe('where a host is', () => {
  const hosts = { awsEndpoint: 'http://127.0.0.1:4566' };

  it.each([
    'https://d-99672f8278.awsapps.com/start',
    'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/1',
    'https://eu-central-1.sso.signin.aws/platform/saml/acs/1',
    'https://ssoins-72238d4e4906358a.portal.eu-central-1.app.aws',
    'https://us-gov-west-1.signin.amazonaws-us-gov.com/platform/saml/acs/1',
  ])('is the pretended AWS for %s, whatever else is set', (url) => {
    const origin = originFor(new URL(url), { ...hosts, authentikOrigin: 'http://127.0.0.1:9000' });
    expect(origin.href).toBe('http://127.0.0.1:4566/');
  });

  it('is the host itself, or what stands for authentik, for everything else', () => {
    const address = new URL('https://authentik.example.com/if/flow/x/');
    expect(originFor(address, hosts).href).toBe('https://authentik.example.com/');
    const authentikOrigin = 'http://127.0.0.1:9000';
    expect(originFor(address, { ...hosts, authentikOrigin }).port).toBe('9000');
    expect(isAwsHost('notsignin.aws')).toBe(false);
    expect(isAwsHost('awsapps.com.example.com')).toBe(false);
  });
});

describe('a page of HTML', () => {
  const address = new URL('https://authentik.example.com/a/b?c=d');

  it('gives its forms, their fields and addresses, and its words', () => {
    const page = readHtml(
      `<!doctype html><html><head><title>t</title></head><body data-page="x"><h1>It's &amp; so</h1>
      <script>var hidden = "<form>";</script><p>One<br>two</p>
      <form method="POST" action="../post?x=1&amp;y=2"><input name="a" value="1 &quot;2&quot;"><input type="submit"></form>
      <form><input name="q"></form></body></html>`,
      address,
    );
    expect(page.heading).toBe("It's & so");
    expect(page.text).toBe("It's & so One two");
    expect(page.attribute('data-page')).toBe('x');
    expect(page.attribute('data-none')).toBeUndefined();
    expect(page.forms).toEqual([
      {
        method: 'POST',
        action: new URL('https://authentik.example.com/post?x=1&y=2'),
        fields: { a: '1 "2"' },
      },
      { method: 'GET', action: address, fields: { q: '' } },
    ]);
  });

  it.each(['', 'plain words', '<<<>>', '{"json": true}'])('survives %j', (text) => {
    expect(readHtml(text, address).forms).toEqual([]);
  });

  it('gives the words of what is no HTML', () => {
    expect(readHtml('Bad  gateway\n', address).text).toBe('Bad gateway');
  });
});

describe('the browser', () => {
  it('gives up when a server redirects without end', async () => {
    const fetch = () => new Response(null, { status: 302, headers: { Location: '/again' } });
    const server = await serve({ fetch });
    const browser = new Browser({ awsEndpoint: server.origin });
    await expect(browser.open(new URL(server.origin))).rejects.toThrow('redirects without end');
    await server.close();
  });

  it('keeps method and body with 307, and drops them with 303', async () => {
    const seen: string[] = [];
    const server = await serve({
      async fetch(request) {
        const { pathname } = new URL(request.url);
        seen.push(`${request.method} ${pathname} ${await request.text()}`);
        const next = { '/a': [307, '/b'], '/b': [303, '/c'] }[pathname];
        if (next === undefined) return new Response('done');
        return new Response(null, {
          status: Number(next[0]),
          headers: { Location: String(next[1]) },
        });
      },
    });
    const browser = new Browser({ awsEndpoint: server.origin });
    const action = new URL('/a', server.origin);
    await browser.submit({ method: 'POST', action, fields: { k: 'v w' } });
    await browser.submit({ method: 'GET', action: new URL('/c', action), fields: { k: 'v' } });
    expect(seen).toEqual(['POST /a k=v+w', 'POST /b k=v+w', 'GET /c ', 'GET /c ']);
    expect(browser.visited.at(-1)?.search).toBe('?k=v');
    await server.close();
  });

  it('sends what authentik asks of scripts, and the scheme that it is known by', async () => {
    const seen: Record<string, string>[] = [];
    const server = await serve({
      fetch(request) {
        seen.push(Object.fromEntries(request.headers));
        return new Response('', { headers: { 'Set-Cookie': 'authentik_csrf=token-1; Path=/' } });
      },
    });
    const hosts = { awsEndpoint: 'http://127.0.0.1:9', authentikOrigin: server.origin };
    const browser = new Browser(hosts);
    const address = new URL('https://authentik.example.com/api/');
    await browser.open(address);
    await browser.postJson(address, { component: 'x' });
    expect(seen).toMatchObject([
      { host: 'authentik.example.com', 'x-forwarded-proto': 'https' },
      {
        cookie: 'authentik_csrf=token-1',
        origin: 'https://authentik.example.com',
        referer: 'https://authentik.example.com/api/',
        'x-authentik-csrf': 'token-1',
      },
    ]);
    expect(seen[0]).not.toHaveProperty('x-authentik-csrf');
    await server.close();
  });

  it('refuses an answer that is too long', async () => {
    const server = await serve({ fetch: () => new Response('x'.repeat(5_000_001)) });
    const browser = new Browser({ awsEndpoint: server.origin });
    await expect(browser.open(new URL(server.origin))).rejects.toThrow('longer than 5 megabytes');
    await server.close();
  });
});
