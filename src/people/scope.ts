/** Who or what decides about access to the application: a policy binding of authentik. */
export interface AccessRule {
  readonly group?: { readonly pk: string; readonly name: string };
  readonly user?: { readonly pk: number; readonly username: string };
  readonly policy?: { readonly name: string };
  readonly enabled: boolean;
  /** Whether it lets everyone else in instead. */
  readonly negate: boolean;
}

/**
 * The keys of the members of groups, by the key of the group, members of groups below it included:
 * authentik counts them here. A group that is absent has members who are not known.
 */
export type MembersOf = ReadonlyMap<string, ReadonlySet<number>>;

/** Whom the application lets in. */
export interface Scope {
  readonly kind: 'no application' | 'everyone' | 'policy' | 'bindings';
  /** In words that follow "in scope:". */
  readonly inWords: string;
  /** Keys of the groups whose members have to be known. */
  readonly groupPks: readonly string[];
  /** Names of the policies that decide, too. */
  readonly policies: readonly string[];
  /**
   * Whether a user is let in; undefined where only authentik knows, since a policy decides or the
   * members of a group are not known.
   */
  weigh(pk: number, membersOf: MembersOf): boolean | undefined;
}

/** The scope while there is no application to let anybody in. */
export const withoutApplication: Scope = {
  kind: 'no application',
  inWords: 'everyone, since the application does not exist yet',
  groupPks: [],
  policies: [],
  weigh: () => true,
};

/**
 * Reads the scope from the bindings of an application, as authentik weighs them: without an enabled
 * one everyone is let in; otherwise one (`any`) or all of them (`all`) have to let a user in. What a
 * policy decides is known to authentik alone.
 */
export function scopeOf(bindings: readonly AccessRule[], mode: string): Scope {
  const rules = bindings.filter(({ enabled }) => enabled);
  if (rules.length === 0) {
    const inWords = 'everyone, since nothing is bound to the application';
    return { ...withoutApplication, kind: 'everyone', inWords };
  }
  const all = mode === 'all';
  const groupPks = rules.flatMap(({ group }) => (group ? [group.pk] : []));
  const policies = rules.flatMap(({ policy }) => (policy ? [policy.name] : []));
  return {
    kind: policies.length > 0 ? 'policy' : 'bindings',
    inWords: rules.map(inWords).join(all ? ' and ' : ' or '),
    groupPks: [...new Set(groupPks)],
    policies: [...new Set(policies)],
    weigh(pk, membersOf) {
      const answers = rules.map((rule) => letsIn(rule, pk, membersOf));
      // One such answer settles it, whatever the others are.
      const settling = !all;
      if (answers.includes(settling)) return settling;
      return answers.includes(undefined) ? undefined : all;
    },
  };
}

/** Whether a user is let in, as far as is known: who only might be counts as let in. */
export function mayComeIn(scope: Scope, pk: number, membersOf: MembersOf): boolean {
  return scope.weigh(pk, membersOf) !== false;
}

function letsIn(
  { group, user, policy, negate }: AccessRule,
  pk: number,
  membersOf: MembersOf,
): boolean | undefined {
  if (policy) return undefined;
  const matches = group ? membersOf.get(group.pk)?.has(pk) : user?.pk === pk;
  return matches === undefined ? undefined : matches !== negate;
}

function inWords(rule: AccessRule): string {
  return rule.negate ? `everyone but ${whomInWords(rule)}` : whomInWords(rule);
}

function whomInWords({ group, policy, user }: AccessRule): string {
  if (group) return `members of the group "${group.name}"`;
  if (policy) return `whom the policy "${policy.name}" lets in`;
  return `the user "${user?.username}"`;
}
