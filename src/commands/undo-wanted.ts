import type { Authentik } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';
import { checkInstance } from '../procedure/check-answers.js';
import { APPLICATION_KEY } from '../procedure/our-application.js';
import type { Wanted } from '../upkeep/undo/facts.js';
import { UNDOING } from '../upkeep/undo/forget.js';
import { namesOf } from '../upkeep/undo/instance-names.js';
import type { Session } from './session.js';

/**
 * What this run of `undo` was told.
 * @throws ExpectedError (`notAuthorised`) when the token could see nothing; (`usage`) when an answer is about another instance, when the name to
 * confirm is not that of the application, or when another application was asked for than the one
 * that this state is about
 */
export function wantedOf(session: Session): Wanted {
  const { settings, instance } = session;
  refuseBlindness(session.authentik);
  const { identitySourceReverted, provisioningDisabled, confirm } = settings.values;
  for (const word of [identitySourceReverted, provisioningDisabled]) {
    if (word !== undefined) checkInstance(word, namesOf(instance));
  }
  const slug = slugOf(session);
  if (confirm !== undefined && confirm !== slug) throw wrongName(confirm, slug);
  const { acceptLockOut, discardChanges } = settings.values;
  return {
    slug,
    identitySourceReverted: identitySourceReverted !== undefined,
    provisioningDisabled: provisioningDisabled !== undefined,
    acceptLockOut,
    discardChanges,
  };
}

/**
 * Before roles came with 2023.10, authentik tells whoever is no administrator that there is nothing
 * (authentik/rbac/filters.py): everything would look as if it were gone.
 */
function refuseBlindness({ release, account }: Authentik): void {
  if (account.superuser || release.atLeast(2023, 10)) return;
  throw new ExpectedError({
    what: `The token of "${account.username}" cannot see what is to be taken apart`,
    why: `authentik ${release.text} has no roles yet and shows these things to administrators alone.`,
    next: 'Use the token of a member of the group "authentik Admins".',
    exit: 'notAuthorised',
  });
}

/** The one that is remembered, or that a run which was cut off had begun to take apart. */
function slugOf({ settings: { values, sources }, memory, statePath }: Session): string {
  const begun = memory.recall(UNDOING)?.value;
  const remembered = memory.thing(APPLICATION_KEY)?.name ?? begun;
  if (typeof remembered !== 'string') return values.application;
  if (sources.application === 'default' || values.application === remembered) return remembered;
  throw new ExpectedError({
    what: `The state is not about the application "${values.application}"`,
    why: `${statePath} remembers "${remembered}".`,
    next: 'Leave --application out, or name the state of that application with --state FILE.',
    exit: 'usage',
  });
}

function wrongName(given: string, slug: string): ExpectedError {
  return new ExpectedError({
    what: `"${given}" is not the name of what would be taken apart`,
    why: `It is the application "${slug}".`,
    next: `Look at what would go: authentik-aws undo --dry-run. Then confirm it with --confirm ${slug}`,
    exit: 'usage',
  });
}
