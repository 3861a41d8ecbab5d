/**
 * One object of a system as a step saw it. It is compared with how an earlier run left it, and it is
 * the basis of a plan that was kept, so it holds nothing that changes by itself.
 */
export interface Observed {
  /** Stays the same when the object is renamed or made anew: `saml-provider`. */
  readonly key: string;
  /** Its kind and name for people: `SAML provider "AWS IAM Identity Center"`. */
  readonly object: string;
  readonly there: boolean;
  /** How its own system identifies it, whatever its name. */
  readonly id?: string;
  /** Its settings by the names that changes have for them, as text; never secret. */
  readonly fields: Readonly<Record<string, string>>;
}

/** How a run left an object. */
export interface Left extends Omit<Observed, 'key' | 'there'> {
  /** When a run last found that it is so. */
  readonly at: string;
}
