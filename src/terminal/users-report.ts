/** One person of the report, in words. */
export interface PersonRow {
  /** User name in authentik; absent where only AWS has a user. */
  readonly username?: string;
  /** E-mail address in authentik; may be empty. */
  readonly email?: string;
  readonly awsUserName?: string;
  readonly detail?: string;
}

/** One reason of the report. */
export interface ReasonRow {
  readonly reason: string;
  readonly label: string;
  /** Why, as a sentence about one person. */
  readonly sentence: string;
  readonly remedy?: string;
  readonly people: number;
  readonly problems: number;
  /** Whether these people can sign in. */
  readonly fine: boolean;
}

/** Who can sign in, as any view shows it. */
export interface UsersReport {
  /** The two systems, in words. */
  readonly target: Readonly<Record<string, string>>;
  /** Whom the application lets in. */
  readonly scope: { readonly kind: string; readonly inWords: string };
  /** What limits the answer, as full sentences. */
  readonly remarks: readonly string[];
  /** The reasons that came up, in the order in which they are shown. */
  readonly reasons: readonly ReasonRow[];
}
