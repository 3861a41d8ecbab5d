/** A user as the endpoint keeps him: everything that was sent, with an id. */
export type Resource = Record<string, unknown> & { id: string };

/** A group with the ids of its members, which the endpoint never shows. */
export interface KeptGroup {
  resource: Resource;
  members: Set<string>;
}

/** What the endpoint holds, as recordings show it under `atAws`. */
export interface AtAws {
  users: { userName: unknown; externalId?: unknown; active: unknown }[];
  groups: { displayName: unknown; members: number }[];
}

/** The users and groups of an endpoint. Memberships of deleted users stay, as in the recordings. */
export class Directory {
  readonly users = new Map<string, Resource>();
  readonly groups = new Map<string, KeptGroup>();
  /** What every id ever stood for. */
  readonly names = new Map<string, string>();
  #made = 0;

  /** A user that somebody made by hand. */
  addByHand(userName: string): void {
    const id = `existing-${++this.#made}`;
    this.users.set(id, { id, userName, active: true });
    this.names.set(id, userName);
  }

  addUser(sent: Record<string, unknown>): Resource {
    const resource: Resource = { ...sent, id: `id-${++this.#made}` };
    this.users.set(resource.id, resource);
    this.names.set(resource.id, String(sent.userName));
    return resource;
  }

  addGroup({ members, ...sent }: Record<string, unknown>, ids: readonly string[]): Resource {
    const resource: Resource = { ...sent, id: `id-${++this.#made}` };
    this.groups.set(resource.id, { resource, members: new Set(ids) });
    this.names.set(resource.id, String(sent.displayName));
    return resource;
  }

  /** What a person sees in AWS. */
  shown(): AtAws {
    return {
      users: [...this.users.values()].map(({ userName, externalId, active }) => ({
        userName,
        ...(externalId !== undefined && { externalId }),
        active,
      })),
      groups: [...this.groups.values()].map(({ resource, members }) => ({
        displayName: resource.displayName,
        members: members.size,
      })),
    };
  }
}
