/** Who or what decides about access to the application: a policy binding of authentik. */
export interface AccessRule {
  readonly group?: { readonly name: string };
  readonly user?: { readonly pk: number; readonly username: string };
  readonly policy?: { readonly name: string };
  readonly enabled: boolean;
  /** Whether it lets everyone else in instead. */
  readonly negate: boolean;
}

/** Whom the application lets in. */
export interface Scope {
  readonly kind: 'no application' | 'everyone' | 'policy' | 'bindings';
  /** In words that follow "in scope:". */
  readonly inWords: string;
  /** The groups whose members have to be known. */
  readonly groupNames: readonly string[];
  /** @param membersOf the keys of the direct members of a group */
  includes(pk: number, membersOf: ReadonlyMap<string, ReadonlySet<number>>): boolean;
}

/** The scope while there is no application to let anybody in. */
export const withoutApplication: Scope = {
  kind: 'no application',
  inWords: 'everyone, since the application does not exist yet',
  groupNames: [],
  includes: () => true,
};

/**
 * Reads the scope from the bindings of an application, as authentik weighs them: without an enabled
 * one everyone is let in; otherwise one (`any`) or all of them (`all`) have to let a user in. What a
 * policy decides is known to authentik alone, so a policy counts as letting everyone in.
 */
export function scopeOf(bindings: readonly AccessRule[], mode: string): Scope {
  const rules = bindings.filter(({ enabled }) => enabled);
  if (rules.length === 0) {
    const inWords = 'everyone, since nothing is bound to the application';
    return { ...withoutApplication, kind: 'everyone', inWords };
  }
  const all = mode === 'all';
  const groupNames = rules.flatMap(({ group }) => (group ? [group.name] : []));
  return {
    kind: rules.some(({ policy }) => policy) ? 'policy' : 'bindings',
    inWords: rules.map(inWords).join(all ? ' and ' : ' or '),
    groupNames: [...new Set(groupNames)],
    includes(pk, membersOf) {
      const passes = (rule: AccessRule) => letsIn(rule, pk, membersOf);
      return all ? rules.every(passes) : rules.some(passes);
    },
  };
}

function letsIn(
  { group, user, policy, negate }: AccessRule,
  pk: number,
  membersOf: ReadonlyMap<string, ReadonlySet<number>>,
): boolean {
  if (policy) return true;
  const matches = group ? membersOf.get(group.name)?.has(pk) === true : user?.pk === pk;
  return matches !== negate;
}

function inWords(rule: AccessRule): string {
  return rule.negate ? `everyone but ${whomInWords(rule)}` : whomInWords(rule);
}

function whomInWords({ group, policy, user }: AccessRule): string {
  if (group) return `members of the group "${group.name}"`;
  if (policy) return `whom the policy "${policy.name}" lets in`;
  return `the user "${user?.username}"`;
}
