/**
 * The cookies of a browser, host by host. Path, SameSite and Secure are not looked at: a sign-in
 * over loopback goes through each host's pages only.
 */
export class CookieJar {
  readonly #hosts = new Map<string, Map<string, string>>();

  /** Keeps what a host sets by its Set-Cookie headers; an expired one is forgotten. */
  keep(host: string, setCookies: readonly string[]): void {
    const cookies = this.#hosts.get(host) ?? new Map<string, string>();
    this.#hosts.set(host, cookies);
    for (const text of setCookies) {
      const [pair = '', ...attributes] = text.split(';');
      const cut = pair.indexOf('=');
      if (cut < 1) continue;
      const name = pair.slice(0, cut).trim();
      if (isExpired(attributes)) cookies.delete(name);
      else cookies.set(name, pair.slice(cut + 1).trim());
    }
  }

  /** The value of one cookie. */
  value(host: string, name: string): string | undefined {
    return this.#hosts.get(host)?.get(name);
  }

  /** The Cookie header for a host; undefined when it has none. */
  header(host: string): string | undefined {
    const cookies = [...(this.#hosts.get(host) ?? [])];
    if (cookies.length === 0) return undefined;
    return cookies.map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

function isExpired(attributes: readonly string[]): boolean {
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.trim().split(/=(.*)/s);
    if (/^max-age$/i.test(name)) return Number(value) <= 0;
    if (/^expires$/i.test(name)) return Date.parse(value) < Date.now();
  }
  return false;
}
