/** What of an authentik user decides whether he can sign in to AWS. */
export interface AuthentikPerson {
  readonly pk: number;
  readonly username: string;
  /** The full name; may be empty. */
  readonly name: string;
  /** The NameID; may be empty. */
  readonly email: string;
  readonly active: boolean;
  /** `internal`, `external`, `service_account` or `internal_service_account`. */
  readonly kind: string;
  /** Whether the application lets the user in, as far as that is known. */
  readonly inScope: boolean;
}

/** What of a user of the identity store decides who can sign in as him. */
export interface AwsPerson {
  readonly userName: string;
  /** Undefined where AWS does not say; it then counts as enabled. */
  readonly enabled: boolean | undefined;
  readonly emails: readonly string[];
  readonly scimManaged: boolean;
}
