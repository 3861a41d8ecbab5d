import { createHash } from 'node:crypto';
import type { RecordedRequest, RecordedState } from './recordings.js';
import { idOf, type ScimReply, type ScimSandbox, startScim, userBody } from './scim.js';

/**
 * A pretended AWS that recorded requests are sent to. The recorder numbered what it made, users and
 * groups together, `id-1`, `id-2`, …; here each number stands for the ID that this AWS gave.
 */
export class Replay {
  readonly aws: ScimSandbox;
  readonly #ids = new Map<string, string>();
  #made = 0;

  private constructor(aws: ScimSandbox) {
    this.aws = aws;
  }

  /** Starts with an empty identity store, as the recorder's was. */
  static async start(): Promise<Replay> {
    const aws = await startScim();
    const { directory } = aws.instance;
    for (const { userId } of directory.users.all()) directory.removeUser(userId);
    return new Replay(aws);
  }

  /** Lets `existing-1` stand for a user made by hand, who takes a number like every other. */
  nameExisting(id: string): void {
    this.#made += 1;
    this.#ids.set(`existing-${this.#made}`, id);
  }

  /** The ID here of what the recorder numbered so. */
  idOf(recordedId: string): string {
    return this.#ids.get(recordedId) ?? recordedId;
  }

  /** Sends a recorded request with the IDs of this AWS; with a wrong token where it was refused. */
  async send({ method, path, body, answered }: RecordedRequest): Promise<ScimReply> {
    const reply = await this.aws.scim(method, this.#here(path), {
      ...(body !== undefined && { body: this.#here(this.#filledIn(body, path)) }),
      ...(answered === 401 && { token: 'wrong' }),
    });
    if (method === 'POST' && reply.status === 201) this.#count(idOf(reply.body));
    return reply;
  }

  /** Makes the users whose requests the recording leaves out, up to the count that it gives. */
  async addLeftOut({ users, userCount }: RecordedState): Promise<void> {
    const { directory } = this.aws.instance;
    for (let number = this.#made + 1; directory.users.all().length < userCount; number += 1) {
      const known = users.find(({ id }) => id === `id-${number}`);
      const body = userBody(known?.userName ?? `left-out-${number}@example.com`);
      this.#count(idOf((await this.aws.scim('POST', '/Users', { body })).body));
    }
  }

  /** What the identity store holds, in the recording's form and with its numbers. */
  state(): RecordedState {
    const { directory } = this.aws.instance;
    const numbers = new Map([...this.#ids].map(([number, id]) => [id, number]));
    const users = directory.users.all().map((user) => ({
      id: numbers.get(user.userId) ?? user.userId,
      userName: user.userName,
      ...(user.externalIds.length > 0 && { externalId: '<sha256>' }),
      active: user.enabled,
    }));
    const memberships = directory.memberships.all();
    const groups = directory.groups.all().map(({ groupId, displayName }) => ({
      id: numbers.get(groupId) ?? groupId,
      displayName,
      members: memberships.filter((each) => each.groupId === groupId).length,
    }));
    return { users: users.slice(0, 8), userCount: users.length, groups };
  }

  #count(id: string): void {
    this.#made += 1;
    this.#ids.set(`id-${this.#made}`, id);
  }

  /** Gives the recording's placeholders a value that belongs to whom the request is about. */
  #filledIn(body: Record<string, unknown>, path: string): unknown {
    const owner = String(body.userName ?? body.displayName ?? path);
    const externalId = createHash('sha256').update(owner).digest('hex');
    const text = JSON.stringify(body)
      .replaceAll('<sha256>', externalId)
      .replaceAll(/<uuid>|\{\{group\}\}/g, externalId)
      .replace('"<121 members>"', JSON.stringify(this.#everyUser()));
    return JSON.parse(text);
  }

  #everyUser(): { value: string }[] {
    return this.aws.instance.directory.users.all().map(({ userId }) => ({ value: userId }));
  }

  #here<Value>(value: Value): Value {
    const text = JSON.stringify(value).replaceAll(/\b(?:id|existing)-\d+\b/g, (number) =>
      this.idOf(number),
    );
    return JSON.parse(text);
  }
}
