import { ArmedFault } from './armed-fault.js';
import type { Asked, Detour, Meet, Side } from './fault.js';
import type { Port } from './port.js';
import { type ProxyThatAnswers, startProxyThatAnswers } from './proxy-that-answers.js';

/** The half of the sandbox that a port belongs to. */
export type Half = Extract<Side, 'authentik' | 'aws'>;

/** The faults of one sandbox: armed at the start, and gone from a moment on. */
export class Faults {
  readonly #armed: readonly ArmedFault[];
  readonly #ports = new Map<Half, Port>();
  readonly #ending = new AbortController();
  #proxy: ProxyThatAnswers | undefined;

  /** @throws UnknownFault for a text that is none */
  constructor(texts: readonly string[] = []) {
    this.#armed = texts.map((text) => new ArmedFault(text));
  }

  /** What was armed, as it was written. */
  get names(): readonly string[] {
    return this.#armed.map(({ wanted }) => wanted.text);
  }

  /** The names alone, without values and conditions. */
  get kinds(): readonly string[] {
    return this.#armed.map(({ wanted }) => wanted.name);
  }

  /** Whether anything can still happen. */
  get lasting(): boolean {
    return this.#armed.length > 0 && !this.gone.aborted;
  }

  /** Aborted when the faults are gone: what waits because of one need not wait any longer. */
  get gone(): AbortSignal {
    return this.#ending.signal;
  }

  /** How often any of them has happened; one in an address or a proxy is not seen to happen. */
  get happened(): number {
    return this.#armed.reduce((sum, { happened }) => sum + happened, 0);
  }

  /** What happens to a request; each is counted where it concerns a fault. */
  due(asked: Asked): Meet[] {
    return this.#armed.flatMap((fault) => (fault.isDue(asked) && fault.meet ? [fault.meet] : []));
  }

  /**
   * Where clients of a half are led instead. No request to this machine goes through a proxy, so
   * where one lies in the way authentik has a name that only the proxy could find.
   */
  detour(half: Half): Detour | undefined {
    if (!this.lasting) return undefined;
    if (half === 'authentik' && this.#hasProxy && !this.#detourOf(half)) return 'an unknown host';
    return this.#detourOf(half);
  }

  get #hasProxy(): boolean {
    return this.#armed.some(({ wanted }) => wanted.kind.proxy);
  }

  #detourOf(half: Half): Detour | undefined {
    return this.#armed.find(({ wanted }) => wanted.side === half && wanted.kind.detour)?.wanted.kind
      .detour;
  }

  /** Joins the port of a half, which some faults close; a fault from the start does so now. */
  async attach(half: Half, port: Port): Promise<void> {
    this.#ports.set(half, port);
    for (const fault of this.#armed) {
      const { side, kind, after, on, value } = fault.wanted;
      if (side !== half || kind.down !== true || after > 0 || on !== '') continue;
      fault.happen();
      await port.refuse(value === 'ever' ? undefined : Number(value) * 1000);
    }
  }

  /** Lets nothing connect to a half for a while. */
  async goDown(half: Half, milliseconds: number | undefined): Promise<void> {
    await this.#ports.get(half)?.refuse(milliseconds);
  }

  /** The variables that lead a program to the proxy that answers, while there is one. */
  async environment(): Promise<Record<string, string>> {
    const answer = this.#armed.find(({ wanted }) => wanted.kind.proxy)?.wanted.kind.proxy;
    if (answer === undefined || !this.lasting) return {};
    this.#proxy ??= await startProxyThatAnswers(answer);
    return { HTTP_PROXY: this.#proxy.url, HTTPS_PROXY: this.#proxy.url };
  }

  /** From now on everything is well again. */
  async end(): Promise<void> {
    this.#ending.abort();
    await Promise.all([...this.#ports.values()].map((port) => port.accept()));
    await this.#proxy?.close();
    this.#proxy = undefined;
  }
}
