import { randomBytes, randomUUID } from 'node:crypto';

/** At most two, so that one can replace the other (AWS user guide, provision-automatically). */
const MOST_TOKENS = 2;

/** One year (AWS user guide, provision-automatically). */
const LIFETIME_MILLISECONDS = 365 * 24 * 60 * 60 * 1000;

/** What the identity store writes as creator and changer of what came by SCIM. */
export const SCIM = 'SCIM';

/** A bearer token of the SCIM endpoint. */
export interface AccessToken {
  readonly tokenId: string;
  /** The bearer token itself, which the console shows once. */
  readonly value: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** There are as many tokens as AWS allows. */
export class TooManyTokens extends Error {
  override readonly name: string = 'TooManyTokens';

  constructor() {
    super(
      `There are ${MOST_TOKENS} access tokens already. Delete one before you generate another.`,
    );
  }
}

/** Automatic provisioning of one instance: the tenant in the SCIM endpoint's address, and its tokens. */
export class ProvisioningTenant {
  /**
   * Cannot be derived from anything. A plain UUID and one with three characters before it were seen;
   * the longer form is played, so that nobody takes it for a UUID.
   */
  readonly tenantId = `${randomBytes(2).toString('hex').slice(1)}${randomUUID()}`;
  readonly #now: () => Date;
  readonly #tokens = new Map<string, AccessToken>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The issuer of the external IDs that SCIM sets (a prefix seen on real users; that the tenant follows is assumed). */
  get externalIdIssuer(): string {
    return `https://scim.aws.com/${this.tenantId}`;
  }

  /** Every token, expired ones included, the oldest first. */
  get tokens(): readonly AccessToken[] {
    return [...this.#tokens.values()];
  }

  /** Makes a token that is valid for a year; throws TooManyTokens. An expired one counts until it is deleted. */
  generateToken(): AccessToken {
    if (this.#tokens.size >= MOST_TOKENS) throw new TooManyTokens();
    const createdAt = this.#now();
    const token: AccessToken = {
      tokenId: randomUUID(),
      value: randomBytes(96).toString('base64'),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + LIFETIME_MILLISECONDS),
    };
    this.#tokens.set(token.tokenId, token);
    return token;
  }

  /** Deletes a token; false when there is none of this ID. */
  deleteToken(tokenId: string): boolean {
    return this.#tokens.delete(tokenId);
  }

  /** The token of this value, unless it is expired. */
  validToken(value: string): AccessToken | undefined {
    return this.tokens.find((token) => token.value === value && token.expiresAt > this.#now());
  }
}
