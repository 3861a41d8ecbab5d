import { pkOf, type Row } from '../world/row.js';

/** The two kinds of objects that are synchronised. */
export type Model = 'user' | 'group';

/** What a provider knows of an object at the other side. */
export interface Link {
  readonly provider: number | string;
  readonly model: Model;
  /** The key of the user or group here. */
  readonly pk: number | string;
  /** The id of the resource there. */
  readonly scimId: string;
  /** The resource as the other side last gave it. */
  attributes: Record<string, unknown>;
}

/** What each provider has made or found at the other side. */
export class Links {
  readonly #links = new Map<string, Link>();

  find(provider: Row, model: Model, pk: number | string): Link | undefined {
    return this.#links.get(key({ provider: pkOf(provider), model, pk }));
  }

  /** Every link of a provider to objects of one kind, in the order in which they were made. */
  all(provider: Row, model: Model): Link[] {
    const pk = pkOf(provider);
    return [...this.#links.values()].filter((link) => link.provider === pk && link.model === model);
  }

  /** Notes what a resource at the other side stands for; without an id there is none to note. */
  add(
    provider: Row,
    model: Model,
    pk: number | string,
    resource: Record<string, unknown>,
  ): Link | undefined {
    const { id } = resource;
    if (typeof id !== 'string' || id === '') return undefined;
    const link = { provider: pkOf(provider), model, pk, scimId: id, attributes: resource };
    this.#links.set(key(link), link);
    return link;
  }

  remove(link: Link): void {
    this.#links.delete(key(link));
  }
}

function key({ provider, model, pk }: Pick<Link, 'provider' | 'model' | 'pk'>): string {
  return `${provider} ${model} ${pk}`;
}
