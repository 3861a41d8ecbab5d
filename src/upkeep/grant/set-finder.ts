import type { Access } from '../../aws/access.js';
import { AwsError } from '../../aws/errors.js';
import type { PermissionSet } from '../../aws/permission-sets.js';

/**
 * Finds permission sets. AWS tells a name only one by one, and an instance may hold 3,500: so the
 * ARN of a name is looked for once in a run.
 */
export class SetFinder {
  readonly #access: Access;
  readonly #arns = new Map<string, Promise<string | undefined>>();

  constructor(access: Access) {
    this.#access = access;
  }

  /** The permission set of this name or ARN, as it is now; undefined where there is none. */
  async find(nameOrArn: string): Promise<PermissionSet | undefined> {
    const arn = nameOrArn.startsWith('arn:') ? nameOrArn : await this.#arnOf(nameOrArn);
    return arn === undefined ? undefined : this.#describe(arn);
  }

  /** Keeps what was just made: AWS's own list may not show it yet. */
  made(name: string, arn: string): void {
    this.#arns.set(name, Promise.resolve(arn));
  }

  #arnOf(name: string): Promise<string | undefined> {
    const known = this.#arns.get(name) ?? this.#search(name);
    this.#arns.set(name, known);
    return known;
  }

  async #search(name: string): Promise<string | undefined> {
    for await (const arns of this.#access.permissionSets()) {
      const page = await Promise.all(arns.map((arn) => this.#describe(arn)));
      const found = page.find((set) => set?.name === name);
      if (found) return found.arn;
    }
    return undefined;
  }

  async #describe(arn: string): Promise<PermissionSet | undefined> {
    try {
      return await this.#access.permissionSet(arn);
    } catch (error) {
      if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }
}
