import type { AwsPerson } from './person.js';

/** What is kept of a user of the identity store. */
export interface AwsUser {
  readonly userName: string;
  readonly enabled: boolean;
  readonly scimManaged: boolean;
}

const ENABLED = 1;
const SCIM_MANAGED = 2;

/**
 * The users of the identity store, to be found by what authentik would send. Of each only the name
 * is kept, with a number for the rest. What is looked for in another way, a name with capitals or an
 * e-mail address that is no user name, stands in an index of its own; most users are in none.
 */
export class AwsDirectory {
  readonly #traits = new Map<string, number>();
  readonly #nameByFolded = new Map<string, string>();
  readonly #nameByEmail = new Map<string, string>();

  add({ userName, enabled, scimManaged, emails }: AwsPerson): void {
    const traits = (enabled === false ? 0 : ENABLED) | (scimManaged ? SCIM_MANAGED : 0);
    this.#traits.set(userName, traits);
    const folded = userName.toLowerCase();
    if (folded !== userName) this.#nameByFolded.set(folded, userName);
    for (const email of emails) {
      const address = email.toLowerCase();
      if (address !== '' && address !== folded) this.#nameByEmail.set(address, userName);
    }
  }

  get size(): number {
    return this.#traits.size;
  }

  *all(): Generator<AwsUser> {
    for (const [userName, traits] of this.#traits) yield userOf(userName, traits);
  }

  /** The user of exactly this name: the only one that AWS would sign in. */
  named(name: string | undefined): AwsUser | undefined {
    if (name === undefined) return undefined;
    const traits = this.#traits.get(name);
    return traits === undefined ? undefined : userOf(name, traits);
  }

  /** A user whose name is this one when case is left aside. */
  spelledLike(name: string): AwsUser | undefined {
    const folded = name.toLowerCase();
    return this.named(folded) ?? this.named(this.#nameByFolded.get(folded));
  }

  /** A user of another name whose e-mail address this is. */
  withEmail(email: string): AwsUser | undefined {
    return this.named(this.#nameByEmail.get(email.toLowerCase()));
  }
}

function userOf(userName: string, traits: number): AwsUser {
  const enabled = (traits & ENABLED) !== 0;
  return { userName, enabled, scimManaged: (traits & SCIM_MANAGED) !== 0 };
}
