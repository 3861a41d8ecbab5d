import type { Authentik, Held } from '../../authentik/index.js';
import { has } from '../../authentik/releases.js';
import { type Check, type CheckLevel, type Finding, notKnown, ok, problem } from '../check.js';
import type { DoctorContext } from '../context.js';
import { rightsNeeded } from './rights-needed.js';

type Part = keyof typeof rightsNeeded;

/** One part of the program whose permissions are looked for. */
interface RightsCheck {
  readonly id: string;
  readonly part: Part;
  /** Where another part is meant in this case. */
  readonly partFor?: (context: DoctorContext) => Promise<Part>;
  /** What takes them, in words that follow "to": `set up SAML`. */
  readonly purpose: string;
  readonly level: CheckLevel;
  /** How much a gap weighs in this case. */
  readonly weigh?: (context: DoctorContext) => Promise<CheckLevel>;
}

/** A check that the token may do what a part of the program takes, without doing it. */
export function rightsCheck({ id, part, partFor, purpose, level, weigh }: RightsCheck): Check {
  return {
    id,
    group: 'authentik',
    title: `The token may do what it takes to ${purpose}`,
    level,
    needs: ['authentik'],
    async run(context) {
      const authentik = await context.authentik();
      const { account, release } = authentik;
      const needed = rightsNeeded[(await partFor?.(context)) ?? part](release);
      if (account.superuser)
        return ok(`a superuser has every permission to ${purpose}`, {
          details: has(release, 'roles') ? needed : [],
        });
      const weight = (await weigh?.(context)) ?? level;
      if (!has(release, 'roles')) return takesSuperuser(release.text, purpose, weight);
      return judge(await holdings(authentik, needed), purpose, weight);
    },
  };
}

function takesSuperuser(release: string, purpose: string, level: CheckLevel): Finding {
  return problem(
    `authentik ${release} has no roles yet, so it takes a superuser to ${purpose}`,
    'Use the token of a member of the group "authentik Admins".',
    { level },
  );
}

/** By the roles where they tell; else one by one, a few at a time, for each may take a request. */
async function holdings(
  { permissions }: Authentik,
  needed: readonly string[],
): Promise<ReadonlyMap<string, Held>> {
  const held = await permissions.ofRoles();
  if (held) return new Map(needed.map((right) => [right, held.has(right) ? 'held' : 'missing']));
  const tried = new Map<string, Held>();
  for (const right of needed) tried.set(right, await permissions.tryOne(right));
  return tried;
}

function judge(held: ReadonlyMap<string, Held>, purpose: string, level: CheckLevel): Finding {
  const withState = (state: Held) =>
    [...held].flatMap(([right, is]) => (is === state ? right : []));
  const [missing, open] = [withState('missing'), withState('not known')];
  if (missing.length > 0) {
    const noun = missing.length === 1 ? 'permission is' : 'permissions are';
    return problem(
      `to ${purpose}, ${missing.length} ${noun} missing`,
      [
        'Give them to a role of the user whose token it is: authentik admin interface → Directory → Roles.',
        'Or use the token of a member of the group "authentik Admins".',
      ],
      { details: missing, level },
    );
  }
  if (open.length === 0)
    return ok(`every permission to ${purpose} is there`, { details: [...held.keys()] });
  const text = `to ${purpose}, nothing is missing as far as it can be tried; this release does not tell about ${open.length} more`;
  return open.length === held.size ? notKnown(text) : ok(text, { details: open });
}
